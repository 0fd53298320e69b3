/** How an object is reached from a root: the way by which it is kept. */
import type { HeapGraph } from './graph.ts';

/** One reference of the way, and the object to which it leads. */
export interface PathStep {
  /** `.cache`, `[12]`, `cache in scope`, `(internal) table`: as a person would write it. */
  edge: string;
  /** What the object is called: its class, or its function's name. */
  node: string;
  /** The object's number in DevTools, after an `@`. */
  id: number;
}

/** Shortest ways from the root, found once for all objects. */
export interface Paths {
  /** References on the way, by ordinal, and `SYSTEM` more where it begins at no global object; `UNREACHED` if no way holds it. */
  distance: Uint32Array;
  /** From the root to an object of this ordinal; empty if nothing holds it. */
  to: (ordinal: number) => PathStep[];
}

export const UNREACHED = 0xffff_ffff;
/** What only V8's own roots hold is farther than anything that a program can name. */
const SYSTEM = 100_000_000;

/**
 * Breadth first: from the global objects, and then from the other roots, to what only they hold; as DevTools
 * counts distances. Only over references that hold.
 *
 * @param essential by edge (essential.ts)
 */
export function findPaths(graph: HeapGraph, essential: Uint8Array): Paths {
  const { node, edge, nodeCount, edgeTypes } = graph;
  const shortcut = edgeTypes.indexOf('shortcut');
  const distance = new Uint32Array(nodeCount).fill(UNREACHED);
  const cameFrom = new Uint32Array(nodeCount);
  const cameBy = new Uint32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  let head = 0;
  let tail = 0;

  function reach(to: number, from: number, by: number): void {
    if (distance[to] !== UNREACHED) return;
    distance[to] = (distance[from] as number) + 1;
    cameFrom[to] = from;
    cameBy[to] = by;
    queue[tail] = to;
    tail += 1;
  }
  function spread(): void {
    for (; head < tail; head += 1) {
      const from = queue[head] as number;
      const end = node.firstEdge[from + 1] as number;
      for (let i = node.firstEdge[from] as number; i < end; i += 1) {
        if (essential[i] === 1) reach(edge.to[i] as number, from, i);
      }
    }
  }

  distance[0] = 0;
  const ofRoot = node.firstEdge[1] as number;
  for (const globals of [true, false]) {
    if (!globals) distance[0] = SYSTEM;
    for (let i = 0; i < ofRoot; i += 1) {
      if (essential[i] === 1 && (edge.type[i] === shortcut) === globals) reach(edge.to[i] as number, 0, i);
    }
    spread();
  }
  distance[0] = 0;

  return {
    distance,
    to: (ordinal) => {
      const steps: PathStep[] = [];
      if (distance[ordinal] === UNREACHED) return steps;
      for (let at = ordinal; at !== 0; at = cameFrom[at] as number) {
        steps.push({ edge: edgeName(graph, cameBy[at] as number), ...named(graph, at) });
      }
      return steps.reverse();
    },
  };
}

/** No name of a way is longer; a text of the program may be. */
const LONGEST_NAME = 80;

function short(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
}

function named({ node, nodeTypes, texts }: HeapGraph, ordinal: number): { node: string; id: number } {
  const type = nodeTypes[node.type[ordinal] as number] ?? '';
  const name = texts.at(node.name[ordinal] as number);
  const id = node.id[ordinal] as number;
  if (type === 'closure') return { node: name === '' ? 'function' : `function ${short(name)}`, id };
  if (type === 'string') return { node: `"${short(name)}"`, id };
  return { node: name === '' ? `(${type})` : short(name), id };
}

function edgeName({ edge, edgeTypes, texts }: HeapGraph, i: number): string {
  const type = edgeTypes[edge.type[i] as number] ?? '';
  const name = edge.name[i] as number;
  if (type === 'element') return `[${String(name)}]`;
  if (type === 'hidden') return `(hidden ${String(name)})`;
  const text = short(texts.at(name));
  if (type === 'context') return `${text} (variable)`;
  if (type === 'property') return /^[\p{L}$_][\p{L}\p{N}$_]*$/u.test(text) ? `.${text}` : `["${text}"]`;
  return type === 'shortcut' ? text : `(${type} ${text})`;
}
