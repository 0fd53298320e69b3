/** The objects of a heap by class, as DevTools names them, with what they come to. */
import type { Dominators } from './dominators.ts';
import type { HeapGraph } from './graph.ts';

/** Sizes are in bytes. */
export interface HeapClass {
  name: string;
  count: number;
  /** Of the objects by themselves. */
  shallow: number;
  /** What would go with all of them: what one retains in another is counted once. */
  retained: number;
}

/** The class of each object, and the names of the classes. */
export interface ClassIndex {
  /** By ordinal. */
  of: Uint32Array;
  names: string[];
}

/** Types whose objects carry the name of their class; the others are all of one class. */
const NAMED = ['object', 'native'];
const CALLED: Record<string, string> = {
  hidden: '(system)',
  code: '(compiled code)',
  closure: 'Function',
  regexp: 'RegExp',
};
/** Cut off from its document, and still held. */
const DETACHED = 2;

export function indexClasses({ node, nodeTypes, nodeCount, texts }: HeapGraph): ClassIndex {
  const names: string[] = [];
  const byName = new Map<string, number>();
  const classOf = (name: string): number => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    byName.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };
  const named = nodeTypes.map((type) => NAMED.includes(type));
  const byType = nodeTypes.map((type, i) => (named[i] ? 0 : classOf(CALLED[type] ?? `(${type})`)));
  // Most names are asked for many times, and decoding one is slow. 0: not asked for yet.
  const byText = [new Uint32Array(texts.count), new Uint32Array(texts.count)] as const;

  const of = new Uint32Array(nodeCount);
  for (let i = 0; i < nodeCount; i += 1) {
    const type = node.type[i] as number;
    if (!named[type]) {
      of[i] = byType[type] as number;
      continue;
    }
    const text = node.name[i] as number;
    const detached = node.detachedness[i] === DETACHED;
    const known = byText[detached ? 1 : 0];
    if (known[text] === 0) known[text] = 1 + classOf(className(texts.at(text), detached));
    of[i] = (known[text] as number) - 1;
  }
  return { of, names };
}

/** `<div class="a">` is a `<div>`. */
function className(name: string, detached: boolean): string {
  const short = name.replace(/^((?:Detached )?<[^\s>]+)\s.*$/s, '$1>');
  return detached && !short.startsWith('Detached ') ? `Detached ${short}` : short;
}

/** All classes, by their number in the index. */
export function sumClasses(
  { node, nodeCount }: HeapGraph,
  { of: classOf, names }: ClassIndex,
  dominators: Dominators,
  retained: Float64Array,
): HeapClass[] {
  const classes = names.map((name) => ({ name, count: 0, shallow: 0, retained: 0 }));
  const outermost = outermostOfClass(classOf, names.length, dominators);
  for (let i = 0; i < nodeCount; i += 1) {
    const one = classes[classOf[i] as number];
    if (!one) continue;
    one.count += 1;
    one.shallow += node.selfSize[i] as number;
    if (outermost[i] === 1) one.retained += retained[i] as number;
  }
  return classes;
}

/** By ordinal: 1 where no object of the same class dominates it. */
function outermostOfClass(classOf: Uint32Array, classes: number, { of, order }: Dominators): Uint8Array {
  const count = order.length;
  // Those that an object dominates directly, as a list from `first[i]` to `first[i + 1]`.
  const first = new Uint32Array(count + 1);
  for (let i = 1; i < count; i += 1) {
    const above = of[order[i] as number] as number;
    first[above] = (first[above] as number) + 1;
  }
  for (let i = 0, sum = 0; i <= count; i += 1) {
    sum += first[i] as number;
    first[i] = sum;
  }
  const below = new Uint32Array(Math.max(0, count - 1));
  for (let i = count - 1; i > 0; i -= 1) {
    const ordinal = order[i] as number;
    const above = of[ordinal] as number;
    const place = (first[above] as number) - 1;
    first[above] = place;
    below[place] = ordinal;
  }

  // Down the tree of dominators and up again, with how often each class stands on the way down.
  const outermost = new Uint8Array(count);
  const onTheWay = new Uint32Array(classes);
  const stack = new Uint32Array(count);
  const next = first.slice(0, count);
  const meet = (ordinal: number): void => {
    const one = classOf[ordinal] as number;
    if (onTheWay[one] === 0) outermost[ordinal] = 1;
    onTheWay[one] = (onTheWay[one] as number) + 1;
  };
  let height = 1;
  meet(0);
  while (height > 0) {
    const at = stack[height - 1] as number;
    const i = next[at] as number;
    if (i < (first[at + 1] as number)) {
      next[at] = i + 1;
      const child = below[i] as number;
      stack[height] = child;
      height += 1;
      meet(child);
    } else {
      height -= 1;
      const one = classOf[at] as number;
      onTheWay[one] = (onTheWay[one] as number) - 1;
    }
  }
  return outermost;
}
