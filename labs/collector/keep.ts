/** A cache of the last answers, as a table of its own each: objects that live for seconds, not for a request. */

const ROWS = 800;

// #region keep
const kept: unknown[] = [];

/** Keeps the newest `most`. The oldest become garbage when they have long been in the old generation. */
export function keep(answer: Record<string, number>, most: number): void {
  if (most > 0) kept.push(Array.from({ length: ROWS }, (_, row) => ({ row, ...answer })));
  while (kept.length > most) kept.shift();
}
// #endregion
