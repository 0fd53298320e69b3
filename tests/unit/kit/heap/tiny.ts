/** Heap snapshots of a few objects, in V8's format, for what a real one would be too large to tell. */
import type { HeapSource } from '../../../../labs/kit/heap/read.ts';

const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
];
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];

export interface TinyNode {
  /** Its id is its place, doubled, unless one is given. */
  id?: number;
  type?: string;
  name?: string;
  size?: number;
  /** 2: cut off from its document. */
  detached?: number;
  /** Kind and name of each reference, and the place of the object to which it leads. */
  edges?: [type: string, name: string | number, to: number][];
}

/** The text of a snapshot; the first object is the root. */
export function tiny(nodes: TinyNode[]): string {
  const strings: string[] = [''];
  const text = (name: string): number => {
    if (!strings.includes(name)) strings.push(name);
    return strings.indexOf(name);
  };
  const rows = nodes.flatMap(
    ({ id, type = 'object', name = 'Object', size = 10, detached = 0, edges = [] }, i) => [
      NODE_TYPES.indexOf(type),
      text(name),
      id ?? i * 2 + 1,
      size,
      edges.length,
      detached,
    ],
  );
  const edges = nodes.flatMap(({ edges: own = [] }) =>
    own.flatMap(([type, name, to]) => [
      EDGE_TYPES.indexOf(type),
      typeof name === 'number' ? name : text(name),
      to * 6,
    ]),
  );
  const meta = {
    node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number'],
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  };
  const snapshot = { meta, node_count: nodes.length, edge_count: edges.length / 3, trace_function_count: 0 };
  return `{"snapshot":${JSON.stringify(snapshot)},\n"nodes":${JSON.stringify(rows)},\n"edges":${JSON.stringify(edges)},
"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n"locations":[0,1,2,3],\n"strings":${JSON.stringify(strings)}}`;
}

/** A file of this text, in pieces of so many bytes. */
export function source(text: string | Uint8Array, piece = 7): HeapSource {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    size: bytes.length,
    chunks: (async function* () {
      await Promise.resolve();
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
  };
}
