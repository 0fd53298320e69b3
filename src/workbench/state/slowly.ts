import { useComputed } from '@preact/signals';
import { follow } from './follow.ts';
import type { Session } from './session.ts';

/** About once a second: a sentence or a table that changes faster can't be read. */
const SECOND_IN_TICKS = 12;

/** Redraws once a second while a run goes on, and at its end. */
export function useSlowly({ runner, busy }: Session): void {
  const beat = useComputed(() =>
    busy.value ? Math.floor(runner.tick.value / SECOND_IN_TICKS) : runner.tick.value,
  );
  follow(beat);
}
