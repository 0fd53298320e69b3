/** What of a run is not shown, and why, in sentences. */
import type { RecordOf } from '../../labs/kit/records.ts';
import type { Rejected, RunStore } from './store.ts';

/** Notices that count: the newest of a program has all that the ones before it had. */
const COUNTING = new Set(['reports-left-out', 'clock-jumped', 'bad-records', 'records-moved']);

export function isLeftOut({ code }: RecordOf<'notice'>): boolean {
  return COUNTING.has(code);
}

/** Why the store itself did not keep a value, an event, a notice or a control change. */
const reasons: Record<keyof Rejected, string> = {
  'out-of-order': 'came out of order',
  'not-finite': 'were no finite number',
  full: 'came after more than is kept of one run',
};

export interface LeftOut {
  message: string;
  /** What to do, if anything. */
  next: string | undefined;
}

/** What the supervisor, the engine and the store left out; empty for nearly every run. */
export function leftOut({ notices, rejected }: Pick<RunStore, 'notices' | 'rejected'>): LeftOut[] {
  const newest = new Map<string, LeftOut>();
  for (const { code, process = '', message, next } of notices.filter(isLeftOut)) {
    newest.set(`${code} ${process}`, { message, next });
  }
  const own = leftOutByStore(rejected);
  return [...newest.values(), ...(own === undefined ? [] : [{ message: own, next: undefined }])];
}

/** What the store itself left out, in a sentence. */
export function leftOutByStore(rejected: Readonly<Rejected>): string | undefined {
  const parts = (Object.keys(reasons) as (keyof Rejected)[])
    .filter((reason) => rejected[reason] > 0)
    .map((reason) => `${rejected[reason].toLocaleString('en-GB')} that ${reasons[reason]}`);
  return parts.length === 0
    ? undefined
    : `Values, events and notices that are not kept here: ${parts.join(', ')}.`;
}
