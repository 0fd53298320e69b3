/** A heap's texts hold paths of the machine: what travels with a run has none. Pure. */
import type { HeapComparison } from './compare.ts';

/** `/home/me/course/labs/`, `file:///C:/course/`: to the last slash. */
const FOLDERS = /(?:file:\/\/\/?)?(?:[A-Za-z]:)?(?:[/\\]+[^/\\\s"'`]+)+[/\\]+/g;

/** The comparison with `…/` in place of folders. */
export function withoutPlaces(comparison: HeapComparison): HeapComparison {
  const short = (text: string): string => text.replace(FOLDERS, '…/');
  return {
    ...comparison,
    classes: comparison.classes.map((one) => ({
      ...one,
      name: short(one.name),
      path: one.path.map(({ edge, node, id }) => ({ edge: short(edge), node: short(node), id })),
    })),
  };
}
