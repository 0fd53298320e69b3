/** Which scene of a loop's picture is shown, and which of its steps. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';

/** Where to go: to a step by its number from 0, or by one. What is past the end is the last step. */
export type StepTo = number | 'next' | 'previous';

export interface Stepper {
  /** Undefined as long as the learner chose none. */
  readonly scene: Signal<string | undefined>;
  readonly step: Signal<number>;
  readonly playing: Signal<boolean>;
  choose: (scene: string) => void;
  go: (to: StepTo) => void;
}

export function createStepper(): Stepper {
  const scene = signal<string | undefined>(undefined);
  const step = signal(0);
  const playing = signal(false);
  return {
    scene,
    step,
    playing,
    choose(id) {
      playing.value = false;
      scene.value = id;
      step.value = 0;
    },
    go(to) {
      if (typeof to === 'number') step.value = Math.max(0, to);
      else step.value = Math.max(0, step.value + (to === 'next' ? 1 : -1));
    },
  };
}
