/** Reads what a program reports on its channel. A program may write anything there. */
import * as v from 'valibot';
import { recordSchema, type RunRecord } from '../records.ts';
import { readLines } from './lines.ts';

const LINES = { longest: 8_000_000, idleMs: 0 };

export interface ReportReader {
  /** The program's name. */
  process: string;
  /** Told how many characters came; false means that no more is wanted. */
  wants: (bytes: number) => boolean;
  onRecord: (record: RunRecord) => void;
  onListening: (port: number) => void;
}

export function readReports(source: NodeJS.ReadableStream, reader: ReportReader): void {
  readLines(source, LINES, (line) => {
    if (!reader.wants(line.length)) return;
    const message = readReport(line, reader.process);
    if (message === undefined) return;
    if (message.kind === 'listening') reader.onListening(message.port);
    else reader.onRecord(message);
  });
}

const listeningSchema = v.object({ kind: v.literal('listening'), port: v.number() });

/** A program may write anything to its channel: what is no report is left out. */
function readReport(
  line: string,
  process: string,
): RunRecord | { kind: 'listening'; port: number } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (v.is(listeningSchema, value)) return value;
  const result = v.safeParse(recordSchema, typeof value === 'object' ? { ...value, process } : value);
  const allowed = ['sample', 'event', 'span', 'artifact'];
  return result.success && allowed.includes(result.output.kind) ? result.output : undefined;
}
