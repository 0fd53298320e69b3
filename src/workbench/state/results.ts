import type { Lab } from '../../../labs/kit/manifest.ts';
import type { LabResult, Progress } from '../../course/progress.ts';
import type { RunStore } from '../../run/store.ts';

/** What is kept of a run that was played to its end; undefined for any other. */
export function resultOf(store: RunStore, engine: string): LabResult | undefined {
  if (store.done?.reason !== 'scenario-ended' || !store.head) return undefined;
  return {
    at: new Date(Date.parse(store.head.startedAt) + store.done.t).toISOString(),
    engine,
    node: store.head.node,
    checks: Object.fromEntries(
      store
        .verdicts()
        .map(({ check, verdict }) => [check.id, { state: verdict.state, figure: verdict.figure }]),
    ),
    figures: Object.fromEntries(
      store.figures().flatMap(({ figure, value }) => (value === undefined ? [] : [[figure.id, value]])),
    ),
  };
}

/** Progress with the result in it; a lesson whose checks all passed is done, and stays so. */
export function withResult(
  progress: Progress,
  lab: Lab,
  lesson: string | undefined,
  result: LabResult,
): Progress {
  const passed = lab.checks.length > 0 && lab.checks.every(({ id }) => result.checks[id]?.state === 'passed');
  const done =
    passed && lesson !== undefined && progress.done[lesson] === undefined
      ? { ...progress.done, [lesson]: result.at }
      : progress.done;
  return { ...progress, done, results: { ...progress.results, [lab.id]: result } };
}
