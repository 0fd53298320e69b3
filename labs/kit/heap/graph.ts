/**
 * A heap as a graph in columns of numbers: 1.2 million objects and 5 million references of a snapshot of
 * 100 MB are 70 MB. An object is called by its place in the file, its ordinal; 0 is the root of all.
 */
import type { Layout } from './layout.ts';
import type { Texts } from './texts.ts';

export interface HeapGraph {
  nodeCount: number;
  edgeCount: number;
  /** Of each node. `type` counts in `nodeTypes`, `name` in `texts`; `selfSize` is in bytes. */
  node: {
    type: Uint8Array;
    name: Uint32Array;
    /** Kept by V8 as long as the object lives: the same in each snapshot of one process. */
    id: Uint32Array;
    selfSize: Float64Array;
    /** 2 for what is cut off from its document; only browsers have that. */
    detachedness: Uint8Array;
    /** Where its edges begin; its end is the next one's begin. One more than there are nodes. */
    firstEdge: Uint32Array;
  };
  /** Of each edge. `type` counts in `edgeTypes`; `name` in `texts`, or is an index itself (`isNamed`). */
  edge: { type: Uint8Array; name: Uint32Array; to: Uint32Array };
  nodeTypes: readonly string[];
  edgeTypes: readonly string[];
  texts: Texts;
}

/** References that carry a number instead of a name. */
const NUMBERED = ['element', 'hidden'];

/** Whether the edges of a type carry a name, by the type's number. */
export function namedTypes(edgeTypes: readonly string[]): boolean[] {
  return edgeTypes.map((type) => !NUMBERED.includes(type));
}

/** Takes the rows of the file, and puts them into columns. Each says what is wrong, or undefined. */
export interface GraphBuilder {
  addNodes: (rows: Float64Array, length: number) => string | undefined;
  addEdges: (rows: Float64Array, length: number) => string | undefined;
  /** After the last row: the graph, or what is wrong with it. */
  finish: (texts: Texts) => { ok: true; graph: HeapGraph } | { ok: false; what: string };
}

const UINT32 = 0xffff_ffff;

export function buildGraph(layout: Layout): GraphBuilder {
  const { nodeCount, edgeCount, nodeTypes, edgeTypes } = layout;
  const node = {
    type: new Uint8Array(nodeCount),
    name: new Uint32Array(nodeCount),
    id: new Uint32Array(nodeCount),
    selfSize: new Float64Array(nodeCount),
    detachedness: new Uint8Array(nodeCount),
    firstEdge: new Uint32Array(nodeCount + 1),
  };
  const edge = {
    type: new Uint8Array(edgeCount),
    name: new Uint32Array(edgeCount),
    to: new Uint32Array(edgeCount),
  };
  let nodes = 0;
  let edges = 0;
  let edgesOfNodes = 0;

  return {
    addNodes: (rows, length) => {
      const { width, type, name, id, selfSize, edgeCount: own, detachedness } = layout.node;
      if (length % width !== 0) return 'an object has too few fields';
      if (nodes + length / width > nodeCount) return 'it has more objects than it says';
      for (let row = 0; row < length; row += width, nodes += 1) {
        const typeOf = rows[row + type] as number;
        const idOf = rows[row + id] as number;
        if (typeOf >= nodeTypes.length) return 'an object is of no known type';
        if (idOf > UINT32) return 'an object has an impossible number';
        node.type[nodes] = typeOf;
        node.name[nodes] = Math.min(rows[row + name] as number, UINT32);
        node.id[nodes] = idOf;
        node.selfSize[nodes] = rows[row + selfSize] as number;
        if (detachedness >= 0) node.detachedness[nodes] = rows[row + detachedness] as number;
        edgesOfNodes += rows[row + own] as number;
        if (edgesOfNodes > edgeCount) return 'its objects have more references than there are';
        node.firstEdge[nodes + 1] = edgesOfNodes;
      }
      return undefined;
    },
    addEdges: (rows, length) => {
      const { width, type, name, to } = layout.edge;
      const nodeWidth = layout.node.width;
      const named = namedTypes(edgeTypes);
      if (length % width !== 0) return 'a reference has too few fields';
      if (edges + length / width > edgeCount) return 'it has more references than it says';
      for (let row = 0; row < length; row += width, edges += 1) {
        const typeOf = rows[row + type] as number;
        const target = (rows[row + to] as number) / nodeWidth;
        if (named[typeOf] === undefined) return 'a reference is of no known type';
        if (!(target < nodeCount) || target !== Math.floor(target)) return 'a reference leads to no object';
        edge.type[edges] = typeOf;
        edge.name[edges] = Math.min(rows[row + name] as number, UINT32);
        edge.to[edges] = target;
      }
      return undefined;
    },
    finish: (texts) => {
      if (nodes !== nodeCount) return { ok: false, what: 'it has fewer objects than it says' };
      if (edges !== edgeCount || edgesOfNodes !== edgeCount) {
        return { ok: false, what: 'its references are not those of its objects' };
      }
      if (node.name.some((name) => name >= texts.count)) {
        return { ok: false, what: 'an object has a name that is not there' };
      }
      const named = namedTypes(edgeTypes);
      for (let i = 0; i < edgeCount; i += 1) {
        if (named[edge.type[i] as number] && (edge.name[i] as number) >= texts.count) {
          return { ok: false, what: 'a reference has a name that is not there' };
        }
      }
      return { ok: true, graph: { nodeCount, edgeCount, node, edge, nodeTypes, edgeTypes, texts } };
    },
  };
}
