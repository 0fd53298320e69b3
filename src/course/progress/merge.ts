/** Joins what two browsers know of one learner. */
import { emptyProgress } from './schema.ts';
import type { LabResult, Progress } from './schema.ts';

/** Whose prediction or text is taken where both have one and they differ. */
export type Winner = 'mine' | 'theirs';

/** What a learner has, counted. */
export interface Counts {
  done: number;
  predictions: number;
  /** Files with a text of the learner's own. */
  edits: number;
  /** Labs that were run. */
  results: number;
}

export function countProgress({ done, predictions, edits, results }: Progress): Counts {
  return {
    done: Object.keys(done).length,
    predictions: countTexts(predictions),
    edits: countTexts(edits),
    results: Object.keys(results).length,
  };
}

/** Whether there is nothing but settings. */
export function isEmpty(progress: Progress): boolean {
  return Object.values(countProgress(progress)).every((count) => count === 0);
}

/** Predictions and edited files that both have, and that differ. */
export function countDifferences(mine: Progress, theirs: Progress): Pick<Counts, 'predictions' | 'edits'> {
  return {
    predictions: countDiffering(mine.predictions, theirs.predictions),
    edits: countDiffering(mine.edits, theirs.edits),
  };
}

/**
 * All that either has. Of a lab's results the newer one stays, of a lesson that both have done the earlier date,
 * and the settings of `mine` win: they are this browser's.
 */
export function mergeProgress(mine: Progress, theirs: Progress, winner: Winner): Progress {
  const [weak, strong] = winner === 'mine' ? [theirs, mine] : [mine, theirs];
  return {
    ...emptyProgress(),
    predictions: mergeTexts(weak.predictions, strong.predictions),
    edits: mergeTexts(weak.edits, strong.edits),
    results: mergeEach(mine.results, theirs.results, newerResult),
    done: mergeEach(mine.done, theirs.done, (a, b) => (a <= b ? a : b)),
    settings: { ...theirs.settings, ...mine.settings },
  };
}

/** By lesson or lab, then by figure or file. */
type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

function countTexts(texts: Texts): number {
  return Object.values(texts).reduce((sum, group) => sum + Object.keys(group).length, 0);
}

function countDiffering(a: Texts, b: Texts): number {
  return Object.entries(a).reduce((sum, [group, texts]) => {
    const others = own(b, group);
    return (
      sum +
      Object.entries(texts).filter(([name, text]) => {
        const other = others && own(others, name);
        return other !== undefined && other !== text;
      }).length
    );
  }, 0);
}

function mergeTexts(weak: Texts, strong: Texts): Record<string, Record<string, string>> {
  return mergeEach(weak, strong, (a, b) => ({ ...a, ...b }));
}

function mergeEach<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (a: T, b: T) => T,
): Record<string, T> {
  const joined: Record<string, T> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = own(a, name);
    joined[name] = before === undefined ? value : join(before, value);
  }
  return joined;
}

/** A text that is no date is older than any. */
function newerResult(a: LabResult, b: LabResult): LabResult {
  const time = ({ at }: LabResult) => Date.parse(at) || 0;
  return time(b) > time(a) ? b : a;
}

/** Names come from a file: `toString` is one like any other. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
