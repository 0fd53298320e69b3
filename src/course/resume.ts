/** Where a learner left off. */
import type { LabResult, Progress } from './progress/schema.ts';

/** As much of a lesson as its place in a learner's progress needs. */
export interface ResumableLesson {
  id: string;
  lab: string;
}

export type Resume<L extends ResumableLesson> =
  /** `lesson` is where to begin, or to go on after lessons that are done. */
  | { state: 'next'; lesson: L }
  /** `lesson` was begun; `result` is its lab's latest run, if there was one. */
  | { state: 'begun'; lesson: L; result: LabResult | undefined }
  | { state: 'all-done' };

/** The first lesson that was begun and is not done, else the first that is not done. In the course's order. */
export function whereLeftOff<L extends ResumableLesson>(
  progress: Progress,
  lessons: readonly L[],
): Resume<L> {
  const open = lessons.filter(({ id }) => !Object.hasOwn(progress.done, id));
  const begun = open.find((lesson) => isBegun(progress, lesson));
  if (begun) return { state: 'begun', lesson: begun, result: progress.results[begun.lab] };
  const [next] = open;
  return next ? { state: 'next', lesson: next } : { state: 'all-done' };
}

function isBegun({ predictions, edits, results }: Progress, { id, lab }: ResumableLesson): boolean {
  const some = (kept: Record<string, string> | undefined) =>
    kept !== undefined && Object.keys(kept).length > 0;
  return some(predictions[id]) || some(edits[lab]) || results[lab] !== undefined;
}

/** How far a begun lesson is, in a few words: `You left off here: 2 of 3 checks passed`. */
export function leftOffSentence(result: LabResult | undefined): string {
  if (!result) return 'You left off here: not run yet';
  const checks = Object.values(result.checks);
  const passed = checks.filter(({ state }) => state === 'passed').length;
  return `You left off here: ${String(passed)} of ${String(checks.length)} checks passed`;
}
