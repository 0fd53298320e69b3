/** What was typed after `npm run lab --`, as data. Pure: nothing is looked up here. */
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { parseLimits, type Limits } from '../../labs/kit/supervise/limits.ts';
import { nearest } from './nearest.ts';

export const LAB_USAGE = `npm run lab -- <lab> [options]

  --solution                 runs the lesson's solution instead of the starter
  --file path=replacement    runs your file in place of the lab's, e.g. --file proxy.ts=./mine.ts
  --set control=value        holds a control for the whole run, e.g. --set rate=20
  --seconds N                ends the scenario after N seconds
  --limit name=value         another limit than the usual, e.g. --limit memory=2GiB
  --csv FILE                 writes the lab's table to a file as CSV when the run has ended;
                             of several tables, each to a file with its name, FILE-ways.csv
  --json                     prints the records as NDJSON and nothing else
                             (npm adds two lines of its own, unless: npm run --silent lab -- …)

Ends with 0 if all checks passed, 1 if some failed, 2 if the lab could not run, 130 after Ctrl-C.
Without a lab, the labs are listed.`;

export interface LabArguments {
  /** Undefined where the labs are to be listed. */
  lab: string | undefined;
  help: boolean;
  solution: boolean;
  json: boolean;
  /** Where the lab's tables are to be written. */
  csv: string | undefined;
  /** Files to replace: the lab's own name of the file, and where the new text is. */
  files: Assignment[];
  /** Controls to hold, their values as typed. */
  set: Assignment[];
  seconds: number | undefined;
  limits: Partial<Limits>;
}

export interface Assignment {
  name: string;
  value: string;
}

/** An error as a value: one sentence, and what to do. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: string };

export function fail(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}

const LAB_OPTIONS = {
  solution: { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'string' },
  file: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  seconds: { type: 'string' },
  limit: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

export function parseLabArguments(args: readonly string[]): Outcome<LabArguments> {
  const parsed = parse(args, LAB_OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length > 1)
    return fail(`One lab at a time: "${positionals.join('", "')}" are ${String(positionals.length)}.`);

  const files = assignments(values.file ?? [], '--file proxy.ts=./mine.ts');
  if (!files.ok) return files;
  const set = assignments(values.set ?? [], '--set rate=20');
  if (!set.ok) return set;
  const seconds = values.seconds === undefined ? undefined : positive(values.seconds, '--seconds', 3600);
  if (seconds && !seconds.ok) return seconds;
  const limits = parseLimits(values.limit ?? []);
  if (!limits.ok) return limits;

  return {
    ok: true,
    value: {
      lab: positionals[0],
      help: values.help ?? false,
      solution: values.solution ?? false,
      json: values.json ?? false,
      csv: values.csv,
      files: files.value,
      set: set.value,
      seconds: seconds?.value,
      limits: limits.limits,
    },
  };
}

export interface LabAndTimes {
  lab: string | undefined;
  times: number | undefined;
  /** Also what no check needs. */
  whole: boolean;
}

/** The arguments of the commands that take one lab and perhaps `--times` and `--whole`. */
export function parseLabAndTimes(args: readonly string[]): Outcome<LabAndTimes> {
  const parsed = parse(args, { times: { type: 'string' }, whole: { type: 'boolean' } });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length > 1)
    return fail(`One lab at a time: "${positionals.join('", "')}" are ${String(positionals.length)}.`);
  const [lab, whole] = [positionals[0], values.whole ?? false];
  if (values.times === undefined) return { ok: true, value: { lab, times: undefined, whole } };
  const times = positive(values.times, '--times', 1000);
  if (!times.ok) return times;
  if (!Number.isInteger(times.value)) return fail(`--times takes a whole number, not "${values.times}".`);
  return { ok: true, value: { lab, times: times.value, whole } };
}

function parse<O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return { ok: true, value: parseArgs({ args: [...args], options, allowPositionals: true }) } as const;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '(--?[^']*)'/.exec(message)?.[1];
    if (unknown === undefined) return fail(`${message.split('. ')[0] ?? message}.`.replace('..', '.'));
    const near = nearest(
      unknown,
      Object.keys(options).map((name) => `--${name}`),
    );
    return fail(`There is no option "${unknown}".${near ? ` Did you mean "${near}"?` : ''}`);
  }
}

function assignments(texts: readonly string[], example: string): Outcome<Assignment[]> {
  const found: Assignment[] = [];
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) return fail(`"${text}" lacks a name and an equals sign; it has to look like ${example}.`);
    found.push({ name: text.slice(0, at), value: text.slice(at + 1) });
  }
  return { ok: true, value: found };
}

function positive(text: string, option: string, most: number): Outcome<number> {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= most)) {
    return fail(`${option} takes a number above 0 and up to ${String(most)}, not "${text}".`);
  }
  return { ok: true, value };
}
