import type { RecordOf } from '../../../labs/kit/records.ts';

export interface LogLine {
  /** Rises by one from line to line, also over lines that are no longer kept. */
  number: number;
  t: number;
  process: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

/** Lines that are kept; older ones go, and are counted. */
export const MAX_LINES = 50_000;
/** How many go at once, so that not every new line moves all others. */
const SLACK = 5_000;

export interface Log {
  readonly lines: readonly LogLine[];
  readonly dropped: number;
  add: (record: RecordOf<'text'>) => void;
  clear: () => void;
}

/** What the programs of a run printed, the newest `cap` lines of it. */
export function createLog(cap = MAX_LINES, slack = SLACK): Log {
  let lines: LogLine[] = [];
  let count = 0;
  return {
    get lines() {
      return lines;
    },
    get dropped() {
      return count - lines.length;
    },
    add({ t, process, stream, text }) {
      lines.push({ number: count, t, process, stream, text });
      count += 1;
      if (lines.length > cap + slack) lines = lines.slice(-cap);
    },
    clear() {
      lines = [];
      count = 0;
    },
  };
}

export interface LogFilter {
  /** Programs whose lines are left out. */
  hidden: ReadonlySet<string>;
  /** Kept lines contain it, in any case of letters; empty keeps all. */
  search: string;
}

export function filterLines(lines: readonly LogLine[], { hidden, search }: LogFilter): readonly LogLine[] {
  if (hidden.size === 0 && search === '') return lines;
  const wanted = search.toLowerCase();
  return lines.filter(
    ({ process, text }) => !hidden.has(process) && (wanted === '' || text.toLowerCase().includes(wanted)),
  );
}
