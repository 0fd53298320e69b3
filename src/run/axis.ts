/** How long the time axis of a lab's charts is. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { RunStore } from './store.ts';

/** A live run that outlasts the recording makes the axis longer, by as much at a time. */
const STEP_MS = 5000;

/** Whether one of a lab's programs ends the scenario: then its duration is a limit, which few runs come near to. */
export function mayEndEarly({ programs }: Lab): boolean {
  return programs.some(({ endsScenario }) => endsScenario === true);
}

/**
 * Ms that the time axis covers: the scenario, or where one of the programs ends it, as much of it as the
 * longest of these runs has come to.
 */
export function axisLength(lab: Lab, runs: readonly (RunStore | undefined)[]): number {
  const { duration } = lab.scenario;
  if (!mayEndEarly(lab)) return duration;
  const longest = Math.max(
    0,
    ...runs.map((run) => (run?.began === undefined ? 0 : run.view.now - run.began)),
  );
  return longest === 0 ? duration : Math.min(duration, Math.ceil(longest / STEP_MS) * STEP_MS);
}
