/** The controls of a run: what the scenario sets, and what the learner holds against it. */
import type { Control, Lab } from '../manifest.ts';
import { suggest } from '../nearest.ts';
import type { ControlValue } from '../records.ts';

/** A value that a control can't take: what is wrong, and what would be right. */
export interface Refusal {
  message: string;
  next: string;
}

/** Why a control can't take this value; undefined if it can. */
export function refuse(lab: Lab, name: string, value: ControlValue): Refusal | undefined {
  const control = lab.controls.find((one) => one.name === name);
  if (!control) {
    return {
      message: `There is no control "${name}".`,
      next: suggest(
        name,
        lab.controls.map((one) => one.name),
      ),
    };
  }
  if (fits(control, value)) return undefined;
  return {
    message: `${control.label} can't be ${JSON.stringify(value)}.`,
    next: `It takes ${range(control)}.`,
  };
}

/** Why a control can't be moved while a run goes on; undefined if it can. */
export function refuseDuring(lab: Lab, name: string): Refusal | undefined {
  const control = lab.controls.find((one) => one.name === name);
  if (!control?.draws) return undefined;
  return {
    message: `${control.label} can't be changed during a run: its files are drawn when it starts.`,
    next: 'Stop the run, choose, and start again.',
  };
}

function fits(control: Control, value: ControlValue): boolean {
  if (control.kind === 'number')
    return typeof value === 'number' && value >= control.min && value <= control.max;
  if (control.kind === 'switch') return typeof value === 'boolean';
  return control.options.some((option) => option.value === value);
}

function range(control: Control): string {
  if (control.kind === 'number') return `${String(control.min)} to ${String(control.max)} ${control.unit}`;
  if (control.kind === 'switch') return 'true or false';
  return `one of: ${control.options.map((option) => option.value).join(', ')}`;
}

export class Controls {
  readonly #scenario = new Map<string, ControlValue>();
  readonly #held = new Map<string, ControlValue>();
  readonly #changed: (name: string, value: ControlValue, by: 'scenario' | 'learner') => void;
  readonly #returned: (name: string) => void;

  /**
   * @param changed a control has another value
   * @param returned a control that overruled the code no longer does
   */
  constructor(
    lab: Lab,
    held: Readonly<Record<string, ControlValue>>,
    changed: (name: string, value: ControlValue, by: 'scenario' | 'learner') => void,
    returned: (name: string) => void,
  ) {
    this.#changed = changed;
    this.#returned = returned;
    for (const control of lab.controls) {
      if (!control.overrules) this.#scenario.set(control.name, control.value);
    }
    for (const [name, value] of Object.entries(lab.scenario.parts[0]?.set ?? {}))
      this.#scenario.set(name, value);
    for (const [name, value] of Object.entries(held)) this.#held.set(name, value);
  }

  /** What every control is now; one that overrules the code is missing while nobody holds it. */
  values(): Record<string, ControlValue> {
    return Object.fromEntries([...this.#scenario, ...this.#held]);
  }

  /** Says what every control is, as if it had just been set. */
  announce(): void {
    for (const [name, value] of Object.entries(this.values())) {
      this.#changed(name, value, this.#held.has(name) ? 'learner' : 'scenario');
    }
  }

  /** The scenario moves a control; one that the learner holds stays where it is. */
  play(name: string, value: ControlValue): void {
    this.#scenario.set(name, value);
    if (!this.#held.has(name)) this.#changed(name, value, 'scenario');
  }

  /** The learner takes a control; it is held until released. */
  hold(name: string, value: ControlValue): void {
    this.#held.set(name, value);
    this.#changed(name, value, 'learner');
  }

  release(name: string): void {
    const value = this.#scenario.get(name);
    if (!this.#held.delete(name)) return;
    if (value === undefined) this.#returned(name);
    else this.#changed(name, value, 'scenario');
  }
}
