/** Finds what someone probably meant. */

/** The name nearest to the one given, by changes of a letter; undefined if none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const enough = Math.max(2, Math.floor(given.length / 3));
  const near = names
    .map((name) => ({ name, changes: changes(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, changes }) => changes <= enough || name.includes(given))
    .sort((a, b) => a.changes - b.changes);
  return near[0]?.name;
}

/** What to do about a name that is not there, in a sentence: the nearest one, else all of them. */
export function suggest(given: string, names: readonly string[]): string {
  const name = nearest(given, names);
  if (name !== undefined) return `Did you mean "${name}"?`;
  return names.length === 0 ? 'There are none here.' : `Choose one of: ${names.join(', ')}.`;
}

/** Levenshtein's distance. */
function changes(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const swap = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
