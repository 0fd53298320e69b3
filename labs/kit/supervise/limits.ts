/** What a run may use, and the sentences that say which limit it hit. */

export interface Limits {
  /** Wall time in milliseconds. */
  wallMs: number;
  /** Text that all programs print together, in bytes. */
  outputBytes: number;
  /** Resident memory of all processes of the run together, in bytes. */
  memoryBytes: number;
  /** The run's folder, in bytes. */
  diskBytes: number;
}

const MIB = 1024 * 1024;

export const defaultLimits: Limits = {
  wallMs: 120_000,
  outputBytes: MIB,
  memoryBytes: 1024 * MIB,
  diskBytes: 256 * MIB,
};

export interface LimitHit {
  code: string;
  message: string;
  next: string;
}

const mebibytes = (bytes: number): string => `${(bytes / MIB).toFixed(bytes < 10 * MIB ? 1 : 0)} MiB`;

export const limitHit = {
  wall: (limit: number): LimitHit => ({
    code: 'limit-wall',
    message: `The run was ended after ${String(limit / 1000)} s, the longest that a run may take.`,
    next: 'Look for a program that never finishes.',
  }),
  output: (limit: number): LimitHit => ({
    code: 'limit-output',
    message: `The run was ended because its programs printed more than ${mebibytes(limit)} of text.`,
    next: 'Print less: a line for each second instead of one for each request.',
  }),
  memory: (used: number, limit: number): LimitHit => ({
    code: 'limit-memory',
    message: `The run was ended because its processes used ${mebibytes(used)} of memory; ${mebibytes(limit)} is the limit.`,
    next: 'Look for what keeps growing: a list that is never emptied, or processes that start others.',
  }),
  disk: (used: number, limit: number): LimitHit => ({
    code: 'limit-disk',
    message: `The run was ended because its folder grew to ${mebibytes(used)}; ${mebibytes(limit)} is the limit.`,
    next: 'Write less to disk.',
  }),
};
