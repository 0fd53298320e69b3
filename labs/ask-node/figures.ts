/** What a run of this lab shows, in figures. Times are in ms. */
import { parseProfile, summarize, type ProfileSummary } from '../kit/cpu-profile.ts';
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What the loop's own thread spent on the answers of a part. */
export interface Spent {
  /** CPU time of that thread for each answer. */
  each: number;
  answers: number;
}

/** Undefined until there are answers. `route`: as the visitors name it. */
export function spent(run: RunView, id: string, route: string): Spent | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const samples = run.samples('service', 'loop.cpu.time', part.from, part.to);
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.t === first.t) return undefined;
  const answers = answered(run, route, first.t, last.t).length;
  return answers === 0 ? undefined : { each: (last.value - first.value) / answers, answers };
}

export interface Answer {
  right: boolean;
  bytes: number;
  /** As long as the page is, unpacked. */
  of: number;
}

export function answered(run: RunView, route: string, from?: number, to?: number): Answer[] {
  return run
    .events('visitors', 'answered', from, to)
    .filter(({ detail }) => detail?.['route'] === route)
    .map(({ detail = {} }) => ({
      right: detail['right'] === true,
      bytes: Number(detail['bytes']),
      of: Number(detail['of']),
    }));
}

/** The newest profile of the service. */
export function profileOf(run: RunView): ProfileSummary | undefined {
  const data = run.artifacts('service').at(-1)?.data;
  const profile = data === undefined ? undefined : parseProfile(data);
  return profile && summarize(profile, Infinity);
}

/** What one of the small programs said, of those that were started with a flag. */
function tried(run: RunView, name: string): Record<string, unknown> | undefined {
  return run.events('flags', 'tried').find(({ detail }) => detail?.['name'] === name)?.detail;
}

const text = (value: unknown): string => String(value);
const still = (trial: Record<string, unknown>): string =>
  trial['still'] === true ? 'a warning, and went on' : 'the error, and ended';

const TRIALS: [string, string, (trial: Record<string, unknown>) => string][] = [
  [
    'trace-sync-io',
    'node --trace-sync-io once.ts',
    (trial) => `${text(trial['warnings'])} warnings: ${text(trial['calls'])}`,
  ],
  ['rejection', 'node rejects.ts', still],
  ['rejection-warn', 'node --unhandled-rejections=warn rejects.ts', still],
  ['debug-fs', 'NODE_DEBUG=fs node once.ts', (trial) => `${text(trial['lines'])} lines`],
  ['debug-http', 'NODE_DEBUG=http node asks.ts', (trial) => `${text(trial['lines'])} lines`],
  [
    'cpu-prof',
    'node --cpu-prof once.ts',
    (trial) => `${text(trial['files'])} file of ${Number(trial['kilobytes']).toFixed(0)} kB`,
  ],
];

export const TRIAL_COLUMNS = ['Command', 'said', 'exit code'];
export function trialRows(run: RunView): TableRow[] {
  return TRIALS.map(([name, head, say]) => {
    const trial = tried(run, name);
    return { head, cells: trial ? [say(trial), text(trial['code'])] : [undefined, undefined] };
  });
}

const ASKED: [string, string][] = [
  ['listens', 'It listens on'],
  ['local', 'GET /json/list from 127.0.0.1'],
  ['elsewhere', 'the same to 127.0.0.2'],
  ['rebound', 'the same, with the Host of another site'],
  ['secret', 'Whoever reaches it asks for process.env.DATABASE_PASSWORD'],
];

export const INSPECT_COLUMNS = ['node --inspect=127.0.0.1:0', 'answer'];
export function inspectRows(run: RunView): TableRow[] {
  const trial = tried(run, 'inspect');
  return ASKED.map(([key, head]) => ({ head, cells: [trial && text(trial[key])] }));
}

const maximum = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);

/** The longest delay of the loop in a part, seen by the watchdog. */
function delay(run: RunView, id: string): number | undefined {
  const part = run.part(id);
  if (!part) return undefined;
  const samples = run.samples('service', 'nodejs.eventloop.delay.watchdog', part.from, part.to);
  return maximum(samples.map(({ value }) => value));
}

/** The lab's own function that took most of the time, itself or by what it called. */
function culprit(run: RunView): string | undefined {
  const first = profileOf(run)?.top[0];
  if (!first) return undefined;
  return `${first.caller?.name ?? first.name}, ${(first.share * 100).toFixed(0)}%`;
}

const fact = (
  id: string,
  label: string,
  unit: string,
  read: (run: RunView) => number | undefined,
  digits = 0,
): Figure => ({ id, label, unit, read: (run) => read(run)?.toFixed(digits) });

const said = (id: string, label: string, trial: string, key: string): Figure => ({
  id,
  label,
  unit: '',
  read: (run) => {
    const value = tried(run, trial)?.[key];
    return value === undefined ? undefined : text(value);
  },
});

export const figures: Figure[] = [
  { id: 'culprit', label: 'Which helper takes the time', unit: '', predicted: true, read: culprit },
  fact(
    'before',
    'CPU time of the loop for an answer, before',
    'ms',
    (run) => spent(run, 'before', 'before')?.each,
  ),
  fact('each', 'and with your helpers', 'ms', (run) => spent(run, 'catalog', 'catalog')?.each),
  fact('delay', 'Longest delay of the loop then', 'ms', (run) => delay(run, 'catalog')),
];

/** The share of a helper, in percent: of itself and of what it called. */
const share = (helper: string) => (run: RunView) => {
  const mine = profileOf(run)?.top.filter(({ name, caller }) => (caller?.name ?? name) === helper);
  return mine?.reduce((sum, { share: part }) => sum + part * 100, 0);
};

const artifactKb = (run: RunView): number | undefined => {
  const data = run.artifacts('service').at(-1)?.data;
  return data === undefined ? undefined : data.length / 1000;
};

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...figures,
  said('sync-warnings', 'Warnings of --trace-sync-io', 'trace-sync-io', 'warnings'),
  said('sync-calls', 'Calls that it names', 'trace-sync-io', 'calls'),
  said('sync-code', 'Exit code with --trace-sync-io', 'trace-sync-io', 'code'),
  said('rejection-code', 'Exit code after a rejection', 'rejection', 'code'),
  said('warn-code', 'Exit code after a rejection, with warn', 'rejection-warn', 'code'),
  said('debug-fs-lines', 'Lines of NODE_DEBUG=fs', 'debug-fs', 'lines'),
  said('debug-http-lines', 'Lines of NODE_DEBUG=http', 'debug-http', 'lines'),
  said('inspect-listens', 'Where --inspect listens', 'inspect', 'listens'),
  said('inspect-local', 'Answer on loopback', 'inspect', 'local'),
  said('inspect-elsewhere', 'Answer on another address', 'inspect', 'elsewhere'),
  said('inspect-rebound', 'Answer to a foreign Host', 'inspect', 'rebound'),
  said('inspect-secret', 'What the debugger was told', 'inspect', 'secret'),
  fact('prof-kilobytes', 'Size of the file of --cpu-prof', 'kB', (run) => {
    const size = tried(run, 'cpu-prof')?.['kilobytes'];
    return size === undefined ? undefined : Number(size);
  }),
  fact('profile-kilobytes', 'Size of the profile', 'kB', artifactKb),
  fact('before-delay', 'Longest delay of the loop, before', 'ms', (run) => delay(run, 'before')),
  fact('pack-share', 'Share of pack', '%', share('pack')),
  fact('key-share', 'Share of formKey', '%', share('formKey'), 1),
  fact('layout-share', 'Share of layout', '%', share('layout'), 1),
  fact(
    'bytes',
    'Size of an answer',
    'kB',
    (run) => {
      const bytes = answered(run, 'catalog').at(-1)?.bytes;
      return bytes === undefined ? undefined : bytes / 1000;
    },
    1,
  ),
  fact('page-bytes', 'Size of a page', 'kB', (run) => {
    const bytes = answered(run, 'catalog').at(-1)?.of;
    return bytes === undefined ? undefined : bytes / 1000;
  }),
];
