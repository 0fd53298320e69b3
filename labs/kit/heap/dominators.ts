/**
 * Who alone keeps an object alive: its dominator is the last object that is on every path to it from the
 * root. Semi-NCA (Georgiadis, Tarjan: “Finding dominators in practice”), in numbers of a depth-first walk.
 */
import type { HeapGraph } from './graph.ts';

export interface Dominators {
  /** The dominator's ordinal, by ordinal; the root's is the root. */
  of: Uint32Array;
  /** All ordinals, the root first: each stands behind its dominator. */
  order: Uint32Array;
}

/** @param essential by edge, 1 where it counts (essential.ts) */
export function findDominators(graph: HeapGraph, essential: Uint8Array): Dominators {
  const { order, number, parent } = walk(graph, essential);
  const dominator = immediate(parent, holders(graph, essential, order, number));
  const of = new Uint32Array(graph.nodeCount);
  for (let i = 0; i < of.length; i += 1) of[order[i] as number] = order[dominator[i] as number] as number;
  return { of, order };
}

interface Walk {
  /** Ordinals in the order in which they were found. */
  order: Uint32Array;
  /** When it was found, by ordinal. */
  number: Uint32Array;
  /** From where it was found: numbers, by number. The root's is the root. */
  parent: Uint32Array;
}

/** Depth first from the root. What is reached from nowhere (all that leads to it is weak) hangs from the root. */
function walk({ nodeCount, node, edge }: HeapGraph, essential: Uint8Array): Walk {
  const order = new Uint32Array(nodeCount);
  const number = new Uint32Array(nodeCount);
  const parent = new Uint32Array(nodeCount);
  const next = node.firstEdge.slice(0, nodeCount);
  const found = new Uint8Array(nodeCount);
  let count = 0;

  function enter(ordinal: number, from: number): void {
    found[ordinal] = 1;
    number[ordinal] = count;
    order[count] = ordinal;
    parent[count] = from;
    count += 1;
  }
  function descend(start: number): void {
    enter(start, 0);
    const bottom = number[start] as number;
    let at = start;
    for (;;) {
      const end = node.firstEdge[at + 1] as number;
      let i = next[at] as number;
      while (i < end && (essential[i] === 0 || found[edge.to[i] as number] === 1)) i += 1;
      next[at] = i + 1;
      if (i < end) {
        const to = edge.to[i] as number;
        enter(to, number[at] as number);
        at = to;
      } else {
        if (number[at] === bottom) return;
        at = order[parent[number[at] as number] as number] as number;
      }
    }
  }

  descend(0);
  if (count < nodeCount) {
    const held = new Uint8Array(nodeCount);
    for (let i = 0; i < edge.to.length; i += 1) if (essential[i] === 1) held[edge.to[i] as number] = 1;
    for (let i = 0; i < nodeCount; i += 1) if (held[i] === 0 && found[i] === 0) descend(i);
    // Rings that hold only themselves.
    for (let i = 0; i < nodeCount; i += 1) if (found[i] === 0) descend(i);
  }
  return { order, number, parent };
}

/** Who holds what, by number: those of `i` stand from `first[i]` to `first[i + 1]`. */
interface Holders {
  first: Uint32Array;
  from: Uint32Array;
}
function holders(
  { nodeCount, node, edge }: HeapGraph,
  essential: Uint8Array,
  order: Uint32Array,
  number: Uint32Array,
): Holders {
  const first = new Uint32Array(nodeCount + 1);
  let count = 0;
  for (let i = 0; i < edge.to.length; i += 1) {
    if (essential[i] === 0) continue;
    const to = number[edge.to[i] as number] as number;
    first[to] = (first[to] as number) + 1;
    count += 1;
  }
  // From how many there are to where each one's end; filling moves it to its begin.
  for (let i = 0, sum = 0; i <= nodeCount; i += 1) {
    sum += first[i] as number;
    first[i] = sum;
  }
  const from = new Uint32Array(count);
  for (let i = 0; i < nodeCount; i += 1) {
    const ordinal = order[i] as number;
    const end = node.firstEdge[ordinal + 1] as number;
    for (let e = node.firstEdge[ordinal] as number; e < end; e += 1) {
      if (essential[e] === 0) continue;
      const to = number[edge.to[e] as number] as number;
      const place = (first[to] as number) - 1;
      first[to] = place;
      from[place] = i;
    }
  }
  return { first, from };
}

/** The dominator's number, by number. */
function immediate(parent: Uint32Array, { first, from }: Holders): Uint32Array {
  const count = parent.length;
  const ancestor = parent.slice();
  const semi = new Uint32Array(count);
  // The least `semi` on the way up to where paths have been compressed; its own number before it is known.
  const label = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) label[i] = i;
  const stack = new Uint32Array(count);

  function evaluate(start: number, linked: number): number {
    if ((ancestor[start] as number) < linked) return label[start] as number;
    let at = start;
    let height = 0;
    while ((ancestor[at] as number) >= linked) {
      stack[height] = at;
      height += 1;
      at = ancestor[at] as number;
    }
    let lowest = label[at] as number;
    const top = ancestor[at] as number;
    while (height > 0) {
      height -= 1;
      at = stack[height] as number;
      ancestor[at] = top;
      if (lowest < (label[at] as number)) label[at] = lowest;
      else lowest = label[at] as number;
    }
    return lowest;
  }

  for (let i = count - 1; i > 0; i -= 1) {
    let lowest = parent[i] as number;
    const end = first[i + 1] as number;
    for (let e = first[i] as number; e < end; e += 1) {
      const other = evaluate(from[e] as number, i + 1);
      if (other < lowest) lowest = other;
    }
    semi[i] = lowest;
    label[i] = lowest;
  }
  const dominator = new Uint32Array(count);
  for (let i = 1; i < count; i += 1) {
    let above = parent[i] as number;
    while (above > (semi[i] as number)) above = dominator[above] as number;
    dominator[i] = above;
  }
  return dominator;
}
