/** A profile, of CPU time or of allocations, as rows of a table. Pure. */
import { parseProfile, summarize } from '../../labs/kit/cpu-profile.ts';
import { parseHeapProfile, summarizeAllocations } from '../../labs/kit/heap-profile.ts';
import { formatNumber, formatSeconds } from './format.ts';

/** A function, by what of the profile was its own. */
export interface ProfileRow {
  name: string;
  /** `helpers.ts:34`, `node:zlib:430`, or `native`. */
  place: string;
  /** With its unit. */
  itself: string;
  /** 0 to 1. */
  share: number;
  /** The lab's own function for whom it worked; undefined if there is none or it is one itself. */
  caller: { name: string; place: string } | undefined;
}
export interface ReadProfile {
  /** What it is of, to stand after its name. */
  about: string;
  /** The most first. */
  rows: ProfileRow[];
}

/** Which of the two it is, its file name says; undefined where the text is no such profile. */
export function readProfile(name: string, text: string): ReadProfile | undefined {
  return name.endsWith('.heapprofile') ? readAllocations(text) : readTime(text);
}

function readTime(text: string): ReadProfile | undefined {
  const profile = parseProfile(text);
  if (!profile) return undefined;
  const { durationMs, idleMs, top } = summarize(profile);
  const idle = formatNumber((idleMs / Math.max(1, durationMs)) * 100);
  return {
    about: `${formatSeconds(durationMs)} of one thread, idle for ${idle}%`,
    rows: top.map(({ selfMs, ...row }) => ({ ...row, itself: `${formatNumber(selfMs)} ms` })),
  };
}

function readAllocations(text: string): ReadProfile | undefined {
  const head = parseHeapProfile(text);
  if (!head) return undefined;
  const { bytes, top } = summarizeAllocations(head);
  return {
    about: `${formatNumber(bytes / MEGABYTE)} MB, estimated from samples`,
    rows: top.map(({ bytes: own, ...row }) => ({ ...row, itself: `${formatNumber(own / KILOBYTE)} kB` })),
  };
}
const KILOBYTE = 1000;
const MEGABYTE = 1e6;
