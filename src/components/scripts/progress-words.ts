/** What is in a learner's progress, in words. */
import type { Counts } from '../../course/progress/merge.ts';

/** `1 lesson`, `3 lessons` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** `3 lessons done, 5 predictions and 2 edited files`; `nothing` where all are 0. */
export function inWords({ done = 0, predictions = 0, edits = 0, results = 0 }: Partial<Counts>): string {
  const parts = [
    done > 0 && `${plural(done, 'lesson')} done`,
    predictions > 0 && plural(predictions, 'prediction'),
    edits > 0 && plural(edits, 'edited file'),
    results > 0 && `the results of ${plural(results, 'lab')}`,
  ].filter((part) => part !== false);
  const last = parts.pop();
  if (last === undefined) return 'nothing';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
