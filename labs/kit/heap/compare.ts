/**
 * Two heap snapshots of one process, compared by class. Of the first only its sums and the numbers of its
 * objects are kept, so that never two heaps are in memory.
 */
import { analyse, type HeapAnalysis } from './analyse.ts';
import type { HeapClass } from './classes.ts';
import { findPaths, UNREACHED, type Paths, type PathStep } from './path.ts';
import type { HeapProblem } from './problem.ts';
import { readHeap, type HeapSource, type ReadOptions } from './read.ts';

/** Sizes are in bytes; of the second snapshot, and how much more that is than in the first. */
export interface ClassChange {
  name: string;
  count: number;
  countChange: number;
  shallow: number;
  shallowChange: number;
  retained: number;
  retainedChange: number;
  /** Objects of the second that are not in the first. */
  created: number;
  /** Objects of the first that are not in the second. */
  freed: number;
  /** The shortest way to the one that retains most, of the new ones if there are any. */
  path: PathStep[];
}
export interface HeapTotal {
  /** Of the file. */
  bytes: number;
  objects: number;
  references: number;
  /** Of all objects together. */
  heapBytes: number;
}
export interface HeapComparison {
  before: HeapTotal;
  after: HeapTotal;
  /** What grew most first; at most as many as were asked for. */
  classes: ClassChange[];
  /** How many classes there are, in either. */
  classCount: number;
  /** Whether the first snapshot is the later one of the two: its newest object is newer. */
  swapped: boolean;
}

export type ComparisonStep = 'reading the first' | 'its sizes' | 'reading the second' | 'its sizes and paths';
export interface CompareOptions {
  maxBytes?: number;
  /** Of the classes that changed or are large, so many of each kind at most. */
  mostClasses?: number;
  /** What is being done, and how much of the whole was, from 0 to 1. */
  onProgress?: (step: ComparisonStep, share: number) => void;
}
export type Compared =
  { ok: true; comparison: HeapComparison } | { ok: false; which: 'first' | 'second'; problem: HeapProblem };

/** A class without the way to it. */
type Change = Omit<ClassChange, 'path'>;

/** What is kept of the first. */
interface Kept {
  total: HeapTotal;
  names: string[];
  classes: HeapClass[];
  /** Of each object: its number, and its class. */
  id: Uint32Array;
  classOf: Uint32Array;
}

const MOST_CLASSES = 72;

export async function compareHeaps(
  first: HeapSource,
  second: HeapSource,
  { maxBytes, mostClasses = MOST_CLASSES, onProgress }: CompareOptions = {},
): Promise<Compared> {
  const reading = (step: ComparisonStep, from: number): ReadOptions => ({
    ...(maxBytes !== undefined && { maxBytes }),
    onProgress: (share) => onProgress?.(step, from + share * 0.3),
  });

  const kept = await (async () => {
    const read = await readHeap(first, reading('reading the first', 0));
    if (!read.ok) return read;
    const analysis = analyse(read.graph, (share) => onProgress?.('its sizes', 0.3 + share * 0.2));
    return { ok: true, value: keep(analysis, read.bytes) } as const;
  })();
  if (!kept.ok) return { ok: false, which: 'first', problem: kept.problem };

  const read = await readHeap(second, reading('reading the second', 0.5));
  if (!read.ok) return { ok: false, which: 'second', problem: read.problem };
  const analysis = analyse(read.graph, (share) => onProgress?.('its sizes and paths', 0.8 + share * 0.15));
  const comparison = compare(kept.value, analysis, read.bytes, mostClasses);
  onProgress?.('its sizes and paths', 1);
  return { ok: true, comparison };
}

function totalOf({ graph, retained }: HeapAnalysis, bytes: number): HeapTotal {
  const heapBytes = retained[0] ?? 0;
  return { bytes, objects: graph.nodeCount, references: graph.edgeCount, heapBytes };
}

function keep(analysis: HeapAnalysis, bytes: number): Kept {
  const { graph, index, classes } = analysis;
  return {
    total: totalOf(analysis, bytes),
    names: index.names,
    classes,
    id: graph.node.id,
    classOf: index.of,
  };
}

/** Whether a number is among these. */
function among(ids: Uint32Array): (id: number) => boolean {
  const ascending = ids.slice().sort();
  return (id) => {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ascending[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return ascending[low] === id;
  };
}

function compare(kept: Kept, analysis: HeapAnalysis, bytes: number, most: number): HeapComparison {
  const { graph, index, classes } = analysis;
  const paths = findPaths(graph, analysis.essential);
  const largest = largestOf(analysis, paths, classes.length);
  const largestNew = largestOf(analysis, paths, classes.length);
  const created = new Uint32Array(classes.length);
  const wasThere = among(kept.id);
  for (let i = 0; i < graph.nodeCount; i += 1) {
    const one = index.of[i] as number;
    largest.see(one, i);
    if (wasThere(graph.node.id[i] as number)) continue;
    created[one] = (created[one] as number) + 1;
    largestNew.see(one, i);
  }
  const freed = new Uint32Array(kept.classes.length);
  const isThere = among(graph.node.id);
  for (let i = 0; i < kept.id.length; i += 1) {
    const one = kept.classOf[i] as number;
    if (!isThere(kept.id[i] as number)) freed[one] = (freed[one] as number) + 1;
  }

  const before = new Map(kept.names.map((name, i) => [name, i]));
  const now = new Map(index.names.map((name, i) => [name, i]));
  const all = [...new Set([...index.names, ...kept.names])].map((name): Change => {
    const [i, was] = [now.get(name) ?? -1, before.get(name) ?? -1];
    const { count, shallow, retained } = classes[i] ?? NONE;
    const old = kept.classes[was] ?? NONE;
    return {
      name,
      count,
      countChange: count - old.count,
      shallow,
      shallowChange: shallow - old.shallow,
      retained,
      retainedChange: retained - old.retained,
      created: created[i] ?? 0,
      freed: freed[was] ?? 0,
    };
  });
  const known = all.filter((one) => one.count > 0 || one.freed > 0);
  const pathOf = (name: string): PathStep[] => {
    const i = now.get(name) ?? -1;
    const ordinal = largestNew.of(i) ?? largest.of(i);
    return ordinal === undefined ? [] : paths.to(ordinal);
  };
  return {
    before: kept.total,
    after: totalOf(analysis, bytes),
    classes: worthShowing(known, most).map((one) => ({ ...one, path: pathOf(one.name) })),
    classCount: known.length,
    swapped: newest(kept.id) > newest(graph.node.id),
  };
}

const NONE = { count: 0, shallow: 0, retained: 0 };

/** V8 counts up: the highest number is that of the newest object. */
function newest(ids: Uint32Array): number {
  return ids.reduce((highest, id) => Math.max(highest, id), 0);
}

/** Of each class the object that retains most, and of those alike the nearest to a root. */
function largestOf({ retained }: HeapAnalysis, { distance }: Paths, classes: number) {
  const ordinals = new Uint32Array(classes).fill(UNREACHED);
  const exceeds = (one: number, other: number): boolean => {
    const more = (retained[one] as number) - (retained[other] as number);
    return more === 0 ? (distance[one] as number) < (distance[other] as number) : more > 0;
  };
  return {
    see: (one: number, ordinal: number): void => {
      const known = ordinals[one] as number;
      if (known === UNREACHED || exceeds(ordinal, known)) ordinals[one] = ordinal;
    },
    of: (one: number): number | undefined => (ordinals[one] === UNREACHED ? undefined : ordinals[one]),
  };
}

/** The first of each order that somebody may sort by; those that grew most by what they retain first. */
function worthShowing(all: Change[], most: number): Change[] {
  const orders: ((one: Change) => number)[] = [
    (one) => Math.abs(one.retainedChange),
    (one) => Math.abs(one.shallowChange),
    (one) => Math.abs(one.countChange),
    (one) => one.retained,
    (one) => one.shallow,
    (one) => one.count,
  ];
  const chosen = new Set(
    orders.flatMap((by) => all.toSorted((a, b) => by(b) - by(a)).slice(0, Math.ceil(most / orders.length))),
  );
  return [...chosen].sort((a, b) => b.retainedChange - a.retainedChange);
}
