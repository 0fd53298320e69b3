import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { follow } from './follow.ts';
import type { Session } from './session.ts';

/** About once a second: a sentence or a table that changes faster can't be read. */
const SECOND_IN_TICKS = 10;
/** About three times a second: as fast as a number that changes can be read. */
const NUMBER_IN_TICKS = 3;

/** Changes with every so manieth tick while a run goes on, and with each one otherwise. */
export function beat(
  tick: ReadonlySignal<number>,
  busy: ReadonlySignal<boolean>,
  ticks: number,
): ReadonlySignal<number> {
  return computed(() => (busy.value ? Math.floor(tick.value / ticks) : tick.value));
}

function useBeat({ runner, busy }: Session, ticks: number): ReadonlySignal<number> {
  const { tick } = runner;
  return useMemo(() => beat(tick, busy, ticks), [tick, busy, ticks]);
}

/** Redraws once a second while a run goes on, and at its end. */
export function useSlowly(session: Session): void {
  follow(useBeat(session, SECOND_IN_TICKS));
}

/** Redraws a number that is read, while a run goes on, and at its end. */
export function useReadably(session: Session): void {
  follow(useBeat(session, NUMBER_IN_TICKS));
}

/** Works something out once a second while a run goes on, and at its end, however often it is asked for. */
export function useWorkedOutSlowly<T>(session: Session, work: () => T): T {
  const when = useBeat(session, SECOND_IN_TICKS);
  const found = useMemo(
    () =>
      computed(() => {
        follow(when);
        return work();
      }),
    [when],
  );
  return found.value;
}
