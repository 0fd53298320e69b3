/**
 * A run as a file (NDJSON): one line about it, then its records as they came. What `npm run lab -- <lab> --json`
 * prints is one, too, without that line. A file may be anybody's: nothing of it is believed before it is checked.
 */
import * as v from 'valibot';
import type { Lab } from '../../../labs/kit/manifest.ts';
import { formatRecord, RECORD_FORMAT } from '../../../labs/kit/records.ts';
import type { ControlValue, RunRecord } from '../../../labs/kit/records.ts';
import { readRecords } from '../../engines/ndjson.ts';
import { createRunStore } from '../../run/store.ts';
import type { RunStore } from '../../run/store.ts';

const KIND = 'saved-run';
const VERSION = 1;

export const MAX_RUN_BYTES = 32_000_000;
/** More than any lab's run has; the rest of a longer one is not read. */
export const MAX_RUN_RECORDS = 400_000;
/** The line about the run, with the texts of edited files in it. */
const MAX_HEAD_BYTES = 4_000_000;
/** Ms of records read at a stretch: the page must not stand still meanwhile. */
const SLICE = 12;

export interface OpenedRun {
  /** The file's name. */
  name: string;
  store: RunStore;
  records: readonly RunRecord[];
  /** The texts of edited files; undefined where the file does not tell. */
  edits: Readonly<Record<string, string>> | undefined;
}

export interface RunFault {
  code:
    | 'too-large'
    | 'empty'
    | 'not-ours'
    | 'progress'
    | 'newer-version'
    | 'truncated'
    | 'broken'
    | 'other-lab'
    | 'other-draw';
  /** What happened, and what to do. */
  message: string;
  /** With `other-lab`: where it belongs, as the file says. */
  lab?: string;
  lesson?: string | undefined;
}

export type ReadRunFile = { ok: true; run: OpenedRun } | { ok: false; fault: RunFault };

/** What is said of a run beside its records. */
export interface RunAbout {
  lab: string;
  lesson: string | undefined;
  /** Texts of the files that were edited when it began. */
  edits: Readonly<Record<string, string>>;
  /** What the lab's files were drawn by. */
  drawn: { name: string; value: ControlValue } | undefined;
}

/** The file's text, in pieces. */
export function writeRunFile(about: RunAbout, records: readonly RunRecord[], now: Date): string[] {
  const head = { kind: KIND, version: VERSION, format: RECORD_FORMAT, savedAt: now.toISOString(), ...about };
  return [`${JSON.stringify(head)}\n`, ...records.map(formatRecord)];
}

/** `false-opens-2026-11-22-1403.underload.ndjson`: of when it was run, in UTC. */
export function runFileName(lab: string, startedAt: string): string {
  return `${lab}-${startedAt.slice(0, 16).replace('T', '-').replace(':', '')}.underload.ndjson`;
}

const shortName = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(100));
const headSchema = v.object({
  kind: v.literal(KIND),
  version: v.literal(VERSION),
  format: v.literal(RECORD_FORMAT),
  lab: shortName,
  lesson: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/), v.maxLength(200))),
  edits: v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(200_000))),
  drawn: v.optional(v.object({ name: v.string(), value: v.union([v.number(), v.string(), v.boolean()]) })),
});
/** What is shown of where and when it ran. */
const conditionsSchema = v.object({
  lab: shortName,
  node: v.pipe(v.string(), v.regex(/^v\d{1,3}\.\d{1,3}\.\d{1,3}[\w.-]{0,20}$/)),
  platform: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/)),
  cores: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  edited: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(100)),
});

type Head = v.InferOutput<typeof headSchema>;

const again = 'Save the run again where it was made, and open that file.';
const faults = {
  'too-large': `It is larger than ${String(MAX_RUN_BYTES / 1e6)} MB or has more than ${MAX_RUN_RECORDS.toLocaleString('en-GB')} records, which no saved run has. Choose the file that “Save this run” gave.`,
  empty: `It is empty. ${again}`,
  'not-ours':
    'It is no run of this course. Choose a file that “Save this run” gave, or what `npm run lab` printed with `--json`.',
  progress: 'It is saved progress, not a run. Bring it in on the page “Your progress”.',
  'newer-version':
    'It was saved by a newer version of this course. Open the course where it is up to date (load the page again, or update your copy), and open the file there.',
  truncated: `Its end is missing: the last record of a run is not there. ${again}`,
} as const;

function fail(code: keyof typeof faults): ReadRunFile {
  return { ok: false, fault: { code, message: faults[code] } };
}

/**
 * Reads a file as a run of this lab. Never rejects.
 *
 * @param drawn what the lab's files are drawn by on this page
 */
export async function readRunFile(
  file: File,
  lab: Lab,
  drawn: { name: string; value: ControlValue } | undefined,
): Promise<ReadRunFile> {
  if (file.size === 0) return fail('empty');
  if (file.size > MAX_RUN_BYTES) return fail('too-large');
  try {
    const line = await firstLine(file);
    const kind = kindOf(line);
    if (typeof kind !== 'string') return fail(kind.fault);
    if (kind === 'run') return await readBody(file, file, lab, undefined);
    const head = v.safeParse(headSchema, JSON.parse(line));
    if (!head.success) return fail('not-ours');
    if (head.output.lab === lab.id && !sameDraw(head.output.drawn, drawn)) return otherDraw(head.output);
    const bytes = new TextEncoder().encode(line).length + 1;
    return await readBody(file, file.slice(bytes), lab, head.output);
  } catch {
    return { ok: false, fault: { code: 'broken', message: 'It could not be read. Choose it again.' } };
  }
}

async function firstLine(file: File): Promise<string> {
  const [line = ''] = (await file.slice(0, MAX_HEAD_BYTES).text()).split('\n', 1);
  return line;
}

/** Which of the two kinds of file it is, or which it is not. */
function kindOf(line: string): typeof KIND | 'run' | { fault: keyof typeof faults } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Written over many lines, or not JSON at all.
    if (/^\s*\{\s*("format":\s*"under-load\.progress.*)?$/.test(line)) return { fault: 'progress' };
    return { fault: /^\{"kind":"(saved-)?run"/.test(line) ? 'truncated' : 'not-ours' };
  }
  const read = v.safeParse(
    v.looseObject({ kind: v.picklist([KIND, 'run']), version: v.optional(v.number()), format: v.number() }),
    value,
  );
  if (!read.success) {
    return { fault: v.is(v.looseObject({ predictions: v.unknown() }), value) ? 'progress' : 'not-ours' };
  }
  const { kind, version = VERSION, format } = read.output;
  if (version > VERSION || format > RECORD_FORMAT) return { fault: 'newer-version' };
  return kind;
}

async function readBody(file: File, body: Blob, lab: Lab, head: Head | undefined): Promise<ReadRunFile> {
  const store = createRunStore(lab);
  const records: RunRecord[] = [];
  let since = performance.now();
  let number = head ? 1 : 0;
  let bad: number | undefined;
  for await (const line of readRecords(body.stream())) {
    number += 1;
    // A bad line at the very end is one that was cut; anywhere else it is one that was broken.
    if (bad !== undefined) return brokenAt(bad);
    if (!line.ok) {
      bad = number;
      continue;
    }
    const { record } = line;
    if (records.length === 0) {
      const { output, success } = v.safeParse(conditionsSchema, record);
      if (record.kind !== 'run' || !success) return fail('not-ours');
      if (output.lab !== lab.id || (head && head.lab !== lab.id)) return otherLab(output.lab, head?.lesson);
    } else if (record.kind === 'run') return brokenAt(number);
    if (store.done) return brokenAt(number);
    if (records.length >= MAX_RUN_RECORDS) return fail('too-large');
    records.push(record);
    store.add(record);
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
  if (bad !== undefined || !store.done) return fail('truncated');
  return { ok: true, run: { name: file.name, store, records, edits: head?.edits } };
}

function brokenAt(line: number): ReadRunFile {
  const message = `Line ${String(line)} is not what it should be. ${again}`;
  return { ok: false, fault: { code: 'broken', message } };
}

function otherLab(lab: string, lesson: string | undefined): ReadRunFile {
  const message = `It is a run of another lab, “${lab}”. Open it in that lab’s lesson.`;
  return { ok: false, fault: { code: 'other-lab', message, lab, lesson } };
}

function sameDraw(a: RunAbout['drawn'], b: RunAbout['drawn']): boolean {
  return a === undefined || b === undefined || (a.name === b.name && a.value === b.value);
}

function otherDraw({ drawn }: Head): ReadRunFile {
  const which = `${drawn?.name ?? ''} ${String(drawn?.value ?? '')}`.slice(0, 60);
  const message = `It is a run of another ${which}, with other files than this page has. Go to that one first, then open the file again.`;
  return { ok: false, fault: { code: 'other-draw', message } };
}
