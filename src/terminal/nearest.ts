/** The right name for a mistyped one. */

/** Edits (a character put in, left out or changed) that turn one text into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name most like the one wanted; undefined if none is at all like it. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  const enough = best && best.far <= Math.max(2, Math.floor(Math.max(wanted.length, best.name.length) / 2));
  return enough ? best.name : undefined;
}

/** `There is no lab "flase-opens". Did you mean "false-opens"?`, or which ones there are. */
export function unknownName(kind: string, wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  const rest = near
    ? `Did you mean "${near}"?`
    : names.length > 0
      ? `There are: ${names.join(', ')}.`
      : 'There are none.';
  return `There is no ${kind} "${wanted}". ${rest}`;
}
