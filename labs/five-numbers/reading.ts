/** One reading of `process.memoryUsage()`, as a line that people and programs can read. */

export const NUMBERS = ['rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers'] as const;
export type NumberName = (typeof NUMBERS)[number];
/** In MB, and when it was read, in seconds since the program began. */
export type Reading = Record<NumberName, number> & { seconds: number };

const MEGABYTE = 1e6;
const WIDTH = 14;

// #region read
export function read(): Reading {
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage(); // bytes
  return {
    seconds: performance.now() / 1000,
    rss: rss / MEGABYTE,
    heapTotal: heapTotal / MEGABYTE,
    heapUsed: heapUsed / MEGABYTE,
    external: external / MEGABYTE,
    arrayBuffers: arrayBuffers / MEGABYTE,
  };
}
// #endregion

export const heading = ['seconds', ...NUMBERS].map((name) => name.padStart(WIDTH)).join('');

export function line({ seconds, ...reading }: Reading): string {
  const numbers = NUMBERS.map((name) => reading[name].toFixed(3).padStart(WIDTH));
  return `${seconds.toFixed(2).padStart(WIDTH)}${numbers.join('')}`;
}

/** Reads a line again; undefined where it is another one. */
export function parse(text: string): Reading | undefined {
  const [seconds, rss, heapTotal, heapUsed, external, arrayBuffers, ...more] = text
    .trim()
    .split(/\s+/)
    .map(Number);
  const reading = { seconds, rss, heapTotal, heapUsed, external, arrayBuffers };
  const whole = more.length === 0 && Object.values(reading).every((value) => Number.isFinite(value));
  return whole ? (reading as Reading) : undefined;
}
