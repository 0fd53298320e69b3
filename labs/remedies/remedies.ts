/** What a remedy changes: the breaker's settings, what the service's own loop does, or where things run. */
export type Kind = 'settings' | 'loop' | 'elsewhere';

/** The remedies of the table, each a file of its own in `remedies/`. */
export const remedies: readonly { name: string; label: string; kind: Kind }[] = [
  { name: 'timeout', label: 'timeout of 5 s', kind: 'settings' },
  { name: 'adaptive-timeout', label: 'adaptive timeout', kind: 'settings' },
  { name: 'volume-threshold', label: 'volumeThreshold of 50', kind: 'settings' },
  { name: 'capacity', label: 'capacity of 8', kind: 'settings' },
  { name: 'error-filter', label: 'errorFilter by lag', kind: 'settings' },
  { name: 'abort', label: 'AbortController', kind: 'settings' },
  { name: 'lag-shedding', label: 'shedding by average lag', kind: 'loop' },
  { name: 'utilization', label: 'shedding by utilization', kind: 'loop' },
  { name: 'admission', label: 'admission limit of 6', kind: 'loop' },
  { name: 'deadline', label: 'deadline with grace', kind: 'loop' },
  { name: 'worker', label: 'work in worker threads', kind: 'elsewhere' },
  { name: 'sidecar', label: 'breaker in a sidecar', kind: 'elsewhere' },
];
