/** How far readings are from what a program really used. Pure. */
import * as v from 'valibot';
import type { RunRecord } from '../../labs/kit/records.ts';

/** What tests/fixtures/labs/bench-known says of itself. Times in ms since the run began. */
const usedSchema = v.object({
  what: v.picklist(['delay', 'cpu', 'heap', 'external', 'rate']),
  /** ms of delay, ms of processor time, bytes, requests a second. */
  amount: v.number(),
  /** What it really was, by the program's own clock. */
  used: v.number(),
  from: v.number(),
  to: v.number(),
});
export type Used = v.InferOutput<typeof usedSchema>;

export interface Reading {
  t: number;
  value: number;
}

/** Undefined for another line. */
export function parseUsed(text: string): Used | undefined {
  try {
    const parsed = v.safeParse(usedSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

const METRIC = {
  delay: 'nodejs.eventloop.delay.watchdog',
  cpu: 'process.cpu.time',
  heap: 'v8js.memory.heap.used',
  external: 'nodejs.memory.external',
  rate: 'http.server.request.rate',
} as const;

/** A sample comes at most so long after what it tells of. */
const SAMPLE_AFTER_MS = 150;
/** `rate` is of the last second: the first one still holds the rest before. */
const RATE_AFTER_MS = 1100;

export function readingsOf(records: readonly RunRecord[], what: Used['what']): Reading[] {
  return records.flatMap((record) => {
    const value = record.kind === 'sample' ? record.values[METRIC[what]] : undefined;
    return value === undefined ? [] : [{ t: record.t, value }];
  });
}

/** How much the readings say was used; NaN where they say nothing. */
export function readAs({ what, from, to }: Used, readings: readonly Reading[]): number {
  const between = (begin: number, end: number) =>
    readings.filter(({ t }) => t >= begin && t <= end).map(({ value }) => value);
  switch (what) {
    case 'delay':
      return Math.max(...orNone(between(from, to + SAMPLE_AFTER_MS)));
    case 'rate': {
      const rates = between(from + RATE_AFTER_MS, to);
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    }
    // What grows: the last reading of the time before, and of the time itself.
    case 'cpu':
      return (between(0, to + SAMPLE_AFTER_MS).at(-1) ?? NaN) - (between(0, from).at(-1) ?? NaN);
    case 'heap':
    case 'external':
      return (between(0, to).at(-1) ?? NaN) - (between(0, from).at(-1) ?? NaN);
  }
}

const orNone = (values: number[]): number[] => (values.length > 0 ? values : [NaN]);
