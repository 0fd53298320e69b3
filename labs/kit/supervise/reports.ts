/** Reads what a program reports on its channel, and keeps one that reports nonsense from harming the run. */
import { runTime } from '../clock.ts';
import { metrics } from '../metrics.ts';
import { createJoiner } from '../pieces.ts';
import type { RunRecord } from '../records.ts';
import { createLeftOut, MOST } from './left-out.ts';
import { readLines } from './lines.ts';
import { readReport, type Reported } from './report.ts';
import type { Untimed } from './writer.ts';

/** Written out in ASCII, a line of this many characters still has room in every reader of records. */
const LONGEST_REPORT = 2_500_000;
/** Ms that a report's time may lie after the supervisor's own, which reads the same clock later. */
const AHEAD = 50;
/**
 * Ms that it may lie before an earlier report of the same program. Not before its arrival: where the
 * machine or the page's reader was slow, all reports of a while arrive late, with times that are right.
 */
const BEHIND = 5000;

export interface ReportReader {
  /** The program's name. */
  process: string;
  /** Told how many bytes came; false means that no more is wanted. */
  wants: (bytes: number) => boolean;
  onRecord: (record: RunRecord) => void;
  onListening: (port: number) => void;
  /** Gets what is said about reports that were left out. */
  onNotice: (notice: Untimed) => void;
  /** Ms since the run began. */
  now?: () => number;
}

/** Gives a way to say that no more will come, so that what was left out last is said too. */
export function readReports(
  source: NodeJS.ReadableStream,
  { process, wants, onRecord, onListening, onNotice, now = runTime }: ReportReader,
): { finish: () => void } {
  const leftOut = createLeftOut(process, onNotice);
  const names = new Set<string>();
  const counts = { sample: 0, event: 0, span: 0, artifact: 0 };
  let wanted = true;
  let latest = 0;

  const admit = (name: string): boolean => {
    if (names.has(name) || Object.hasOwn(metrics, name)) return true;
    if (names.size === MOST.names) return false;
    names.add(name);
    return true;
  };
  const timeOf = ({ t }: Reported, timed: boolean, line: string): number => {
    const arrived = now();
    if (!timed || t > arrived + AHEAD || t < latest - BEHIND) {
      leftOut.addTime(line);
      return arrived;
    }
    latest = Math.max(latest, t);
    return t;
  };

  const onTooLong = (beginning: string): void => {
    if (wanted) leftOut.add('too-long', 1, beginning);
  };
  const joiner = createJoiner(LONGEST_REPORT, onTooLong);

  // First of the listeners, so that what is too much is known before it is read.
  source.on('data', (chunk: Buffer) => {
    wanted = wanted && wants(chunk.length);
  });
  readLines(
    source,
    {
      longest: LONGEST_REPORT,
      idleMs: 0,
      onTooLong,
    },
    (read) => {
      const line = wanted ? joiner.join(read) : undefined;
      if (line === undefined || line === '') return;
      const told = readReport(line, process, admit);
      if (told.kind === 'listening') {
        onListening(told.port);
        return;
      }
      for (const { reason, howMany } of told.left) leftOut.add(reason, howMany, line);
      if (told.kind === 'none') return;
      const { record, timed } = told;
      if (counts[record.kind] === MOST[record.kind]) {
        leftOut.add(record.kind, 1, line);
        return;
      }
      counts[record.kind] += 1;
      record.t = timeOf(record, timed, line);
      onRecord(record);
    },
    () => {
      if (wanted) for (const beginning of joiner.rest()) leftOut.add('not-json', 1, beginning);
      leftOut.finish();
    },
  );
  return { finish: leftOut.finish };
}
