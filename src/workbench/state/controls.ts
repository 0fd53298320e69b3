import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Control, Lab } from '../../../labs/kit/manifest.ts';
import type { ControlMessage } from '../../../labs/kit/messages.ts';
import type { ControlValue } from '../../../labs/kit/records.ts';

export interface HeldControls {
  /** Controls that the learner holds: the scenario does not move them. */
  readonly held: Signal<ReadonlyMap<string, ControlValue>>;
  /** Takes hold of a control; a number is brought into its range. Unknown names are ignored. */
  set: (name: string, value: ControlValue) => void;
  /** Gives every control back to the scenario. */
  releaseAll: () => void;
}

/**
 * @param send passes a message to the run, if there is one
 * @param later calls back a moment later: a dragged slider sends where it got to, not every step
 * @param drawn what the lab's files were drawn by: held as long as the page is there
 */
export function createControls(
  lab: Lab,
  send: (message: ControlMessage) => void,
  later: (task: () => void) => void,
  drawn: ReadonlyMap<string, ControlValue> = new Map(),
): HeldControls {
  const held = signal<ReadonlyMap<string, ControlValue>>(drawn);
  const unsent = new Set<string>();
  const flush = () => {
    for (const name of unsent) {
      const value = held.value.get(name);
      if (value !== undefined) send({ type: 'set', name, value });
    }
    unsent.clear();
  };
  return {
    held,
    set(name, value) {
      const control = lab.controls.find((candidate) => candidate.name === name);
      const fitting = control && fit(control, value);
      if (fitting === undefined) return;
      held.value = new Map(held.value).set(name, fitting);
      if (unsent.size === 0) later(flush);
      unsent.add(name);
    },
    releaseAll() {
      unsent.clear();
      for (const name of held.value.keys()) if (!drawn.has(name)) send({ type: 'release', name });
      held.value = drawn;
    },
  };
}

/** The value as the control may have it, or undefined if it is of another kind. */
export function fit(control: Control, value: ControlValue): ControlValue | undefined {
  switch (control.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? Math.min(control.max, Math.max(control.min, value))
        : undefined;
    case 'choice':
      return control.options.some((option) => option.value === value) ? value : undefined;
    case 'switch':
      return typeof value === 'boolean' ? value : undefined;
  }
}

/** What a control stands at before a run: what the scenario sets first, else its default. */
export function firstValue(lab: Lab, control: Control): ControlValue {
  return lab.scenario.parts[0]?.set[control.name] ?? control.value;
}
