/**
 * A CPU profile in V8's format (`.cpuprofile`), read: which functions took the time of the one thread that
 * it is of. Pure; a profile comes from a program, so it may be anything.
 */
import * as v from 'valibot';
import { callFrameSchema, isOwn, nameOf, placeOf } from './call-frame.ts';

const count = v.pipe(v.number(), v.finite());
const nodeSchema = v.object({
  id: count,
  callFrame: callFrameSchema,
  children: v.optional(v.array(count), []),
});
const profileSchema = v.object({
  nodes: v.pipe(v.array(nodeSchema), v.minLength(1)),
  /** In microseconds. */
  startTime: count,
  endTime: count,
  /** The node that was on top of the stack, and the microseconds since the sample before. */
  samples: v.array(count),
  timeDeltas: v.array(count),
});
export type CpuProfile = v.InferOutput<typeof profileSchema>;
type ProfileNode = CpuProfile['nodes'][number];

/** A function that took time, by what of it was its own. Times are in ms. */
export interface TopFunction {
  name: string;
  /** `helpers.ts:34`, `node:zlib:430`, or `native`. */
  place: string;
  selfMs: number;
  /** Of the time in which anything ran, 0 to 1. */
  share: number;
  /** The nearest function of the lab's own files below it, for which it mostly worked; undefined if there is none or it is one itself. */
  caller: { name: string; place: string } | undefined;
}
export interface ProfileSummary {
  durationMs: number;
  /** In which nothing ran: the loop waited. */
  idleMs: number;
  /** The longest self time first. */
  top: TopFunction[];
}

/** Reads a `.cpuprofile`; undefined where the text is none. Never throws. */
export function parseProfile(text: string): CpuProfile | undefined {
  try {
    const parsed = v.safeParse(profileSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

const MICROSECONDS = 1000;
/** What V8 calls the time in which nothing ran, and the frame under all others. */
const IDLE = '(idle)';
const ROOT = '(root)';

/** The functions that took the most time by themselves, and for whom. */
export function summarize(profile: CpuProfile, most = 8): ProfileSummary {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap((node) => node.children.map((child) => [child, node] as const)),
  );
  const selfOf = new Map<number, number>();
  for (const [i, id] of profile.samples.entries()) {
    // A sample stands for the time until the next one.
    const us = Math.max(0, profile.timeDeltas[i + 1] ?? 0);
    selfOf.set(id, (selfOf.get(id) ?? 0) + us);
  }

  const functions = new Map<string, { node: ProfileNode; us: number; longest: { id: number; us: number } }>();
  let idle = 0;
  let busy = 0;
  for (const [id, us] of selfOf) {
    const node = nodes.get(id);
    const name = node?.callFrame.functionName;
    if (!node || name === ROOT) continue;
    if (name === IDLE) {
      idle += us;
      continue;
    }
    busy += us;
    const key = `${nameOf(node.callFrame)} ${placeOf(node.callFrame)}`;
    const known = functions.get(key);
    const longest = known && known.longest.us >= us ? known.longest : { id, us };
    functions.set(key, { node, us: (known?.us ?? 0) + us, longest });
  }

  const top = [...functions.values()]
    .toSorted((a, b) => b.us - a.us)
    .slice(0, most)
    .map(({ node, us, longest }) => ({
      name: nameOf(node.callFrame),
      place: placeOf(node.callFrame),
      selfMs: us / MICROSECONDS,
      share: busy === 0 ? 0 : us / busy,
      caller: isOwn(node.callFrame) ? undefined : callerOf(longest.id, nodes, parents),
    }));
  return {
    durationMs: Math.max(0, profile.endTime - profile.startTime) / MICROSECONDS,
    idleMs: idle / MICROSECONDS,
    top,
  };
}

/** Up the stack, to the first function of the lab's own; no stack is deeper than there are nodes. */
function callerOf(
  id: number,
  nodes: ReadonlyMap<number, ProfileNode>,
  parents: ReadonlyMap<number, ProfileNode>,
): TopFunction['caller'] {
  let below = nodes.get(id);
  for (let deep = 0; below && deep < nodes.size; deep += 1) {
    const above = parents.get(below.id);
    if (above && isOwn(above.callFrame))
      return { name: nameOf(above.callFrame), place: placeOf(above.callFrame) };
    below = above;
  }
  return undefined;
}
