/**
 * A sampled allocation profile in V8's format (`.heapprofile`), read: which functions allocated the bytes.
 * Pure; a profile comes from a program, so it may be anything.
 */
import * as v from 'valibot';
import { callFrameSchema, isOwn, nameOf, placeOf, type CallFrame } from './call-frame.ts';

/** A place on the stack, and those that it called. */
export interface HeapNode {
  callFrame: CallFrame;
  /** Bytes that it allocated itself, estimated from the samples. */
  selfSize: number;
  children: HeapNode[];
}
const nodeSchema: v.GenericSchema<unknown, HeapNode> = v.object({
  callFrame: callFrameSchema,
  selfSize: v.pipe(v.number(), v.finite(), v.minValue(0)),
  children: v.lazy(() => v.array(nodeSchema)),
});
const profileSchema = v.object({ head: nodeSchema });

/** Reads a `.heapprofile` and gives the frame under all others; undefined where the text is none. Never throws. */
export function parseHeapProfile(text: string): HeapNode | undefined {
  try {
    const parsed = v.safeParse(profileSchema, JSON.parse(text));
    return parsed.success ? parsed.output.head : undefined;
  } catch {
    return undefined; // no JSON, or nested deeper than anything that V8 writes
  }
}

/** A function that allocated. */
export interface Allocator {
  name: string;
  /** `helpers.ts:34`, `node:zlib:430`, or `native`. */
  place: string;
  /** Of its own, not of what it called. */
  bytes: number;
  /** Of all bytes, 0 to 1. */
  share: number;
  /** The nearest function with a name of the lab's own files below it, for which it mostly allocated; undefined if there is none or it is one itself. */
  caller: { name: string; place: string } | undefined;
}
export interface AllocationSummary {
  bytes: number;
  /** The most bytes first. */
  top: Allocator[];
}

/** The functions that allocated the most bytes by themselves, and for whom. */
export function summarizeAllocations(head: HeapNode, most = 8): AllocationSummary {
  const functions = new Map<
    string,
    { frame: CallFrame; bytes: number; largest: number; owner?: CallFrame }
  >();
  let bytes = 0;
  walk(head, ({ callFrame, selfSize }, owner) => {
    if (selfSize === 0) return;
    bytes += selfSize;
    const key = `${nameOf(callFrame)} ${placeOf(callFrame)}`;
    const known = functions.get(key) ?? { frame: callFrame, bytes: 0, largest: 0 };
    known.bytes += selfSize;
    if (selfSize > known.largest) Object.assign(known, { largest: selfSize, owner });
    functions.set(key, known);
  });
  const top = [...functions.values()]
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .map(({ frame, bytes: own, owner }) => ({
      name: nameOf(frame),
      place: placeOf(frame),
      bytes: own,
      share: own / bytes,
      caller: owner && owner !== frame ? { name: nameOf(owner), place: placeOf(owner) } : undefined,
    }));
  return { bytes, top };
}

/** Bytes by the nearest of the lab's own functions that has a name; what was allocated for none of them is under `''`. */
export function bytesByOwner(head: HeapNode): Map<string, number> {
  const owners = new Map<string, number>();
  walk(head, ({ selfSize }, owner) => {
    const name = owner ? nameOf(owner) : '';
    if (selfSize > 0) owners.set(name, (owners.get(name) ?? 0) + selfSize);
  });
  return owners;
}

/** Calls `visit` for each node, with the nearest of the lab's own functions that has a name: its own, or one below it on the stack. */
function walk(head: HeapNode, visit: (node: HeapNode, owner: CallFrame | undefined) => void): void {
  const left: { node: HeapNode; below: CallFrame | undefined }[] = [{ node: head, below: undefined }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, below } = next;
    const { callFrame } = node;
    // Whoever reads the name of a callback that has none looks for who passed it on.
    const owner = isOwn(callFrame) && callFrame.functionName !== '' ? callFrame : below;
    visit(node, owner);
    for (const child of node.children) left.push({ node: child, below: owner });
  }
}
