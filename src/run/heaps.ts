/** A comparison of two heaps in words and in order, for the page. Pure. */
import type { ClassChange, HeapComparison } from '../../labs/kit/heap/compare.ts';

export type ColumnId =
  'name' | 'count' | 'countChange' | 'shallow' | 'shallowChange' | 'retained' | 'retainedChange';

export interface Column {
  id: ColumnId;
  /** What stands above it, and what it is for whoever hears it alone. */
  head: string;
  spoken: string;
  unit: 'text' | 'count' | 'bytes';
  /** Written with its sign. */
  change: boolean;
}

export const columns: readonly Column[] = [
  { id: 'name', head: 'Class', spoken: 'Class', unit: 'text', change: false },
  { id: 'count', head: 'Count', spoken: 'Count', unit: 'count', change: false },
  { id: 'countChange', head: '±', spoken: 'Change of count', unit: 'count', change: true },
  { id: 'shallow', head: 'Shallow', spoken: 'Shallow size', unit: 'bytes', change: false },
  { id: 'shallowChange', head: '±', spoken: 'Change of shallow size', unit: 'bytes', change: true },
  { id: 'retained', head: 'Retained', spoken: 'Retained size', unit: 'bytes', change: false },
  { id: 'retainedChange', head: '±', spoken: 'Change of retained size', unit: 'bytes', change: true },
];

/** The column of this name; undefined if there is none. */
export function columnOf(name: string | undefined): ColumnId | undefined {
  return columns.find(({ id }) => id === name)?.id;
}

export interface Order {
  by: ColumnId;
  descending: boolean;
}

/** The classes in this order; where it leaves two alike, by name. */
export function inOrder(classes: readonly ClassChange[], { by, descending }: Order): ClassChange[] {
  const sign = descending ? -1 : 1;
  const compare = (a: ClassChange, b: ClassChange): number => {
    const [one, other] = [a[by], b[by]];
    const difference =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other));
    return sign * difference || a.name.localeCompare(b.name);
  };
  return classes.toSorted(compare);
}

/** `12,345`, `1.6 MB`, `+340 kB`, `−2`, `0`. */
export function cell(one: ClassChange, { id, unit, change }: Column): string {
  const value = one[id];
  if (typeof value === 'string') return value;
  const size = Math.abs(value);
  const text = unit === 'bytes' ? formatBytes(size) : size.toLocaleString('en-GB');
  if (value < 0) return `−${text}`;
  return change && value > 0 ? `+${text}` : text;
}

/** `48 B`, `1.6 kB`, `340 kB`, `12.1 MB`; in powers of ten, as DevTools has them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${String(Math.round(bytes))} B`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, '')} ${unit}`;
}

/** What the comparison comes to, in a sentence or two. */
export function heapsSentence({ before, after, classes, classCount, swapped }: HeapComparison): string {
  const grown = after.heapBytes - before.heapBytes;
  const how =
    grown === 0
      ? 'is as large as before'
      : `${grown > 0 ? 'grew' : 'shrank'} by ${formatBytes(Math.abs(grown))}`;
  const sentence =
    `The heap ${how}, to ${formatBytes(after.heapBytes)} in ${after.objects.toLocaleString('en-GB')} objects. ` +
    `Of ${String(classCount)} classes the ${String(classes.length)} that changed most or are largest are told.`;
  return swapped ? `${sentence} The first file is the later one: its newest object is newer.` : sentence;
}

/** The class that is looked at before anybody chose one: the wanted one, else the first that the program named. */
export function firstChosen(
  classes: readonly ClassChange[],
  wanted: string | undefined,
): ClassChange | undefined {
  return (
    classes.find(({ name }) => name === wanted) ??
    classes.find(({ name }) => !name.startsWith('(')) ??
    classes[0]
  );
}
