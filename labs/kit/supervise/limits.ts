/** What a run may use, the sentences that say which limit it hit, and how limits are changed. */

export interface Limits {
  /** Wall time in milliseconds. */
  wallMs: number;
  /** Text that all programs print together, in bytes; a line counts as 16 at least. */
  outputBytes: number;
  /** Reports (samples, events, spans) of all programs together, in bytes. */
  reportBytes: number;
  /** Resident memory of all processes of the run together, in bytes. */
  memoryBytes: number;
  /** The run's folder, in bytes; a file or folder counts as 4 KiB at least. */
  diskBytes: number;
  /** Processes of the run at one time. */
  processes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export const defaultLimits: Limits = {
  wallMs: 120_000,
  outputBytes: MIB,
  reportBytes: 64 * MIB,
  memoryBytes: GIB,
  diskBytes: 256 * MIB,
  processes: 64,
};

export const limitNames = ['time', 'output', 'reports', 'memory', 'disk', 'processes'] as const;
export type LimitName = (typeof limitNames)[number];

interface LimitKind {
  field: keyof Limits;
  /** What one unit is in the field's own unit. */
  units: Record<string, number>;
  /** What the run had when it was ended, and what it might have had. */
  said: (used: string, limit: string) => string;
  /** What is probably wrong with the program. */
  cause: string;
}

const SIZES = { KiB: KIB, MiB: MIB, GiB: GIB };

const kinds: Record<LimitName, LimitKind> = {
  time: {
    field: 'wallMs',
    units: { s: 1000, min: 60_000 },
    said: (_used, limit) => `The run was ended after ${limit}, the longest that a run may take.`,
    cause: 'Look for a program that never finishes.',
  },
  output: {
    field: 'outputBytes',
    units: SIZES,
    said: (_used, limit) => `The run was ended because its programs printed more than ${limit} of text.`,
    cause: 'Print less: a line for each second instead of one for each request.',
  },
  reports: {
    field: 'reportBytes',
    units: SIZES,
    said: (_used, limit) =>
      `The run was ended because its programs reported more than ${limit} of samples and events.`,
    cause: 'Report less often, or fewer names.',
  },
  memory: {
    field: 'memoryBytes',
    units: SIZES,
    said: (used, limit) =>
      `The run was ended because its processes used ${used} of memory; ${limit} is the limit.`,
    cause: 'Look for what keeps growing: a list that is never emptied, or processes that start others.',
  },
  disk: {
    field: 'diskBytes',
    units: SIZES,
    said: (used, limit) =>
      `The run was ended because its folder grew to ${used} on disk; ${limit} is the limit.`,
    cause: 'Write less to disk.',
  },
  processes: {
    field: 'processes',
    units: { '': 1 },
    said: (used, limit) => `The run was ended because it had ${used} processes; ${limit} is the limit.`,
    cause: 'Look for a program that starts others without an end.',
  },
};

export interface LimitHit {
  name: LimitName;
  code: string;
  message: string;
  next: string;
}

/** What is said when a limit is hit. `used` is in the limit's own unit: ms, bytes, processes. */
export function limitHit(name: LimitName, used: number, limits: Limits): LimitHit {
  const { field, said, cause } = kinds[name];
  const limit = limits[field];
  return {
    name,
    code: `limit-${name}`,
    message: said(amount(name, used), amount(name, limit)),
    next: `${cause} If it needs more, start with a higher limit: \`-- --limit ${name}=${option(name, limit * 2)}\` after \`npm start\` or \`npm run lab\`.`,
  };
}

function amount(name: LimitName, value: number): string {
  if (name === 'time') return `${String(value / 1000)} s`;
  if (name === 'processes') return String(value);
  return `${(value / MIB).toFixed(value < 10 * MIB ? 1 : 0)} MiB`;
}

/** As it is typed: in the largest unit that gives a whole number. */
function option(name: LimitName, value: number): string {
  const fitting = Object.entries(kinds[name].units).findLast(([, size]) => value % size === 0);
  const [unit, size] = fitting ?? Object.entries(kinds[name].units)[0] ?? ['', 1];
  return `${String(Math.ceil(value / size))}${unit}`;
}

export type ParsedLimits = { ok: true; limits: Partial<Limits> } | { ok: false; problem: string };

/** Reads what was typed after `--limit`, such as `memory=2GiB`; later ones win. */
export function parseLimits(typed: readonly string[]): ParsedLimits {
  const limits: Partial<Limits> = {};
  for (const text of typed) {
    const at = text.indexOf('=');
    const name = limitNames.find((one) => one === text.slice(0, at));
    if (!name)
      return {
        ok: false,
        problem: `--limit takes one of ${limitNames.join(', ')} with a value, such as memory=2GiB, not "${text}".`,
      };
    const { field, units } = kinds[name];
    const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.slice(at + 1)) ?? [];
    const size = Object.hasOwn(units, unit) ? units[unit] : undefined;
    const value = Math.round(Number(digits) * (size ?? 0));
    if (digits === '' || !(value >= 1))
      return {
        ok: false,
        problem: `--limit ${name} takes a number above 0${withUnits(units)}, not "${text.slice(at + 1)}".`,
      };
    limits[field] = value;
  }
  return { ok: true, limits };
}

function withUnits(units: Record<string, number>): string {
  const names = Object.keys(units).filter((unit) => unit !== '');
  return names.length === 0 ? '' : ` in ${names.join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
}
