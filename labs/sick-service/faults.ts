/** What can be wrong with the shop: a name, where it is, and the chapter that is about it. */
export const chapters = ['event-loop', 'breakers', 'os', 'memory'] as const;

export const faults = {
  'blocking-call': { chapter: 'event-loop', file: 'receipts.ts' },
  'slow-pattern': { chapter: 'event-loop', file: 'search.ts' },
  'whole-copy': { chapter: 'event-loop', file: 'listing.ts' },
  'one-after-another': { chapter: 'event-loop', file: 'prices.ts' },
  'breaker-per-request': { chapter: 'breakers', file: 'availability.ts' },
  'tight-breaker': { chapter: 'breakers', file: 'availability.ts' },
  'no-deadline': { chapter: 'breakers', file: 'availability.ts' },
  'few-connections': { chapter: 'os', file: 'shop.ts' },
  'small-pool': { chapter: 'os', file: 'prices.ts' },
  'kept-objects': { chapter: 'memory', file: 'trails.ts' },
  'kept-timers': { chapter: 'memory', file: 'trails.ts' },
  'kept-buffers': { chapter: 'memory', file: 'receipts.ts' },
  'needless-garbage': { chapter: 'memory', file: 'search.ts' },
} as const;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
/** The files that a fault can be in. */
export const suspects = [...new Set(faultNames.map((name) => faults[name].file))];
