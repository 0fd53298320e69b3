/** One clock for all programs of a run: milliseconds since the run began, from the system's monotonic clock. */

/** The environment variable that carries the run's beginning, in nanoseconds of `process.hrtime`. */
export const EPOCH_VARIABLE = 'UNDER_LOAD_EPOCH';

const epoch = BigInt(process.env[EPOCH_VARIABLE] ?? process.hrtime.bigint());

/** The run's beginning, to hand to a program that the run starts. */
export function epochNanoseconds(): string {
  return epoch.toString();
}

/** Milliseconds since the run began, to the microsecond. */
export function runTime(): number {
  return Number((process.hrtime.bigint() - epoch) / 1000n) / 1000;
}
