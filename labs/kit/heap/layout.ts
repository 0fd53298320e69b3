/** What a snapshot says of itself, before its numbers: which fields they have, in which order, and how many there are. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const headSchema = v.object({
  meta: v.object({
    node_fields: v.array(v.string()),
    node_types: v.array(v.unknown()),
    edge_fields: v.array(v.string()),
    edge_types: v.array(v.unknown()),
  }),
  node_count: v.pipe(count, v.minValue(1)),
  edge_count: count,
});
const names = v.array(v.string());

export interface Layout {
  nodeCount: number;
  edgeCount: number;
  /** How many numbers a node has, and which is what; `detachedness` is -1 where the V8 is too old for it. */
  node: {
    width: number;
    type: number;
    name: number;
    id: number;
    selfSize: number;
    edgeCount: number;
    detachedness: number;
  };
  edge: { width: number; type: number; name: number; to: number };
  /** By the number that stands for them. */
  nodeTypes: readonly string[];
  edgeTypes: readonly string[];
}

/** The layout; undefined where the text is not the head of a snapshot. Never throws. */
export function readLayout(text: string): Layout | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const head = v.safeParse(headSchema, value);
  if (!head.success) return undefined;
  const { meta, node_count: nodeCount, edge_count: edgeCount } = head.output;
  const of = (fields: readonly string[]) => (name: string) => fields.indexOf(name);
  const [inNode, inEdge] = [of(meta.node_fields), of(meta.edge_fields)];
  const nodeTypes = v.safeParse(names, meta.node_types[inNode('type')]);
  const edgeTypes = v.safeParse(names, meta.edge_types[inEdge('type')]);
  const node = {
    width: meta.node_fields.length,
    type: inNode('type'),
    name: inNode('name'),
    id: inNode('id'),
    selfSize: inNode('self_size'),
    edgeCount: inNode('edge_count'),
    detachedness: inNode('detachedness'),
  };
  const edge = {
    width: meta.edge_fields.length,
    type: inEdge('type'),
    name: inEdge('name_or_index'),
    to: inEdge('to_node'),
  };
  const { detachedness: _, ...needed } = node;
  const missing = [...Object.values(needed), ...Object.values(edge)].some((offset) => offset < 0);
  // A byte holds 256 types; V8 has 15 of nodes and 7 of edges.
  if (missing || !nodeTypes.success || !edgeTypes.success) return undefined;
  if (nodeTypes.output.length > 256 || edgeTypes.output.length > 256) return undefined;
  return { nodeCount, edgeCount, node, edge, nodeTypes: nodeTypes.output, edgeTypes: edgeTypes.output };
}
