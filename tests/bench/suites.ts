/** The benchmarks: what each says. Its file is loaded only when it is wanted. */
import type { Result } from './result.ts';
import type { Summarized } from './summary.ts';

export interface Benchmark extends Summarized {
  about: string;
  /** Ends early by throwing an error whose message says what is missing. */
  run: () => Promise<AsyncIterable<Result>>;
}

export const benchmarks: Readonly<Record<string, Benchmark>> = {
  reading: {
    about: 'Opening a lesson: a page with the same text and no script → the lesson',
    headlines: ['JavaScript before Run', 'largest contentful paint, at 4×', 'total blocking time, at 4×'],
    run: async () => (await import('./reading.ts')).reading(),
  },
  starting: {
    about: 'From Run to a program that listens: a bare Node with the same imports → a run',
    headlines: ['first program listens', 'the server, from its start'],
    run: async () => (await import('./starting.ts')).starting(),
  },
  measuring: {
    about: 'Server CPU per request: without the probe → with it; and how far readings are from the truth',
    headlines: ['an awaited fetch', 'node:http, nothing', 'delay of 100 ms', 'processor time'],
    run: async () => (await import('./measuring.ts')).measuring(),
  },
  streaming: {
    about: 'Carrying a run to the page, and showing it',
    headlines: ['share of a core', 'slowest answer'],
    run: async () => (await import('./streaming.ts')).streaming(),
  },
  building: {
    about: 'Building the site, and testing it',
    headlines: ['building the whole site', 'all suites'],
    run: async () => (await import('./building.ts')).building(),
  },
  lighthouse: {
    about: 'Performance by Lighthouse, as on a phone: the export on nginx',
    headlines: ['score of'],
    run: async () => (await import('./lighthouse.ts')).lighthouse(),
  },
  tracer: {
    about: 'Server CPU per request: without the breakdown tracer → with it',
    headlines: ['an awaited fetch'],
    run: async () => (await import('./tracer.ts')).tracer(),
  },
  heap: {
    about: 'Comparing two heap snapshots: by memlab → by ours',
    headlines: [', time'],
    run: async () => (await import('./heap.ts')).heap(),
  },
};
