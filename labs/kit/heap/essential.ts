/**
 * Which references keep an object alive, by the rules of Chrome DevTools: its figures for retained
 * sizes are the ones that people compare with.
 */
import type { HeapGraph } from './graph.ts';

/** An entry of a WeakMap: its value is held by its key and its table together, and both say so. */
const WEAK_ENTRY = / \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\)$/;

/**
 * By the edge's place: 1 where it holds what it leads to. A weak reference does not, a shortcut does only
 * from the root (where it marks a global object), and neither does one of V8's own to what the program holds.
 */
export function essentialEdges(graph: HeapGraph): Uint8Array {
  const { node, edge, nodeCount, edgeTypes } = graph;
  const [weak, shortcut, internal] = ['weak', 'shortcut', 'internal'].map((type) => edgeTypes.indexOf(type));
  const tableOf = weakEntries(graph);
  const owned = ownedByGlobals(graph);
  const essential = new Uint8Array(graph.edgeCount);
  for (let from = 0; from < nodeCount; from += 1) {
    const end = node.firstEdge[from + 1] as number;
    for (let i = node.firstEdge[from] as number; i < end; i += 1) {
      const type = edge.type[i];
      const to = edge.to[i] as number;
      if (type === weak || to === from) continue;
      if (from !== 0 && (type === shortcut || (owned[to] === 1 && owned[from] === 0))) continue;
      // The table's own: what is left is that of the key, which says more.
      if (type === internal && tableOf(edge.name[i] as number) === node.id[from]) continue;
      essential[i] = 1;
    }
  }
  return essential;
}

/** The id of a WeakMap's table by the name of an edge; undefined for other names. */
function weakEntries({ texts }: HeapGraph): (name: number) => number | undefined {
  const known = new Uint8Array(texts.count);
  const tables = new Map<number, number>();
  return (name) => {
    if (known[name] === 0) {
      known[name] = 1;
      const table = WEAK_ENTRY.exec(texts.at(name))?.[1];
      if (table !== undefined) tables.set(name, Number(table));
    }
    return tables.get(name);
  };
}

/** By ordinal: 1 for what can be reached from a global object. */
function ownedByGlobals({ node, edge, edgeTypes, nodeTypes, texts, nodeCount }: HeapGraph): Uint8Array {
  const [weak, shortcut, element] = ['weak', 'shortcut', 'element'].map((type) => edgeTypes.indexOf(type));
  const synthetic = nodeTypes.indexOf('synthetic');
  const isDocuments = (ordinal: number) =>
    node.type[ordinal] === synthetic && texts.at(node.name[ordinal] as number) === '(Document DOM trees)';
  const owned = new Uint8Array(nodeCount);
  const stack = new Uint32Array(nodeCount);
  let height = 0;
  const visit = (ordinal: number): void => {
    if (owned[ordinal] === 1) return;
    owned[ordinal] = 1;
    stack[height] = ordinal;
    height += 1;
  };
  for (let i = 0; i < (node.firstEdge[1] as number); i += 1) {
    const to = edge.to[i] as number;
    if (edge.type[i] === shortcut || (edge.type[i] === element && isDocuments(to))) visit(to);
  }
  while (height > 0) {
    height -= 1;
    const from = stack[height] as number;
    const end = node.firstEdge[from + 1] as number;
    for (let i = node.firstEdge[from] as number; i < end; i += 1) {
      if (edge.type[i] !== weak) visit(edge.to[i] as number);
    }
  }
  return owned;
}
