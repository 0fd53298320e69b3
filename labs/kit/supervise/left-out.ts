/** Counts what of a program's reports is left out, and says so: at once, then now and then, and at the end. */
import type { Untimed } from './writer.ts';

/** What one program may report; past it, it is counted and left out. Names of the kit's own metrics are free. */
export const MOST = { names: 100, sample: 100_000, event: 20_000, span: 100_000, artifact: 100 } as const;

/** Ms from one notice of a program to the next. */
const SAY_EVERY_MS = 5000;
const EXAMPLE = 60;

const count = (number: number) => number.toLocaleString('en-GB');

/** Why something is left out: of one, and of more. */
const reasons = {
  'not-json': ['line that is not JSON', 'lines that are not JSON'],
  'too-long': ['line that is too long', 'lines that are too long'],
  'not-a-report': ['report that has no known shape', 'reports that have no known shape'],
  'not-allowed': ['report of a kind that is not for programs', 'reports of kinds that are not for programs'],
  'too-deep': ['report that is nested too deeply', 'reports that are nested too deeply'],
  'not-a-number': ['value that is not a finite number', 'values that are not finite numbers'],
  'bad-name': ['name that is empty, too long or reserved', 'names that are empty, too long or reserved'],
  names: many(`past the first ${count(MOST.names)} names of series`, 'value'),
  sample: many(`past the first ${count(MOST.sample)}`, 'sample'),
  event: many(`past the first ${count(MOST.event)}`, 'event'),
  span: many(`past the first ${count(MOST.span)}`, 'span'),
  artifact: many(`past the first ${count(MOST.artifact)}`, 'artifact'),
} as const satisfies Record<string, readonly [string, string]>;

function many(which: string, what: string): readonly [string, string] {
  return [`${what} ${which}`, `${what}s ${which}`];
}

export type Reason = keyof typeof reasons;

export interface LeftOut {
  add: (reason: Reason, howMany: number, example: string) => void;
  /** A report whose time cannot be: it stays, with the time at which it arrived. */
  addTime: (example: string) => void;
  /** Says what was not said yet. */
  finish: () => void;
}

export function createLeftOut(process: string, say: (notice: Untimed) => void): LeftOut {
  const left = createTally<Reason>((counts, example) => {
    say({
      kind: 'notice',
      level: 'warning',
      code: 'reports-left-out',
      process,
      message: `Left out of what ${process} reported: ${list(counts)}. First: ${example}`,
      next: 'Report with `happened()` of the kit, and less often; print what is for people.',
    });
  });
  const times = createTally<'time'>((counts, example) => {
    const howMany = [...counts.values()].reduce((sum, one) => sum + one, 0);
    const one = howMany === 1;
    say({
      kind: 'notice',
      level: 'warning',
      code: 'clock-jumped',
      process,
      message:
        `${count(howMany)} ${one ? 'report' : 'reports'} of ${process} had no time, or one in the future or long past; ` +
        `${one ? 'it stands' : 'they stand'} where ${one ? 'it' : 'they'} arrived. First: ${example}`,
      next: "Report with `happened()` of the kit, which reads the run's clock.",
    });
  });
  return {
    add: left.add,
    addTime: (example) => {
      times.add('time', 1, example);
    },
    finish: () => {
      left.finish();
      times.finish();
    },
  };
}

function list(counts: ReadonlyMap<Reason, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, howMany]) => `${count(howMany)} ${reasons[reason][howMany === 1 ? 0 : 1]}`)
    .join(', ');
}

function createTally<R extends string>(
  say: (counts: ReadonlyMap<R, number>, example: string) => void,
): {
  add: (reason: R, howMany: number, example: string) => void;
  finish: () => void;
} {
  const counts = new Map<R, number>();
  let first: string | undefined;
  let unsaid = false;
  let pause: NodeJS.Timeout | undefined;

  const sayIt = (): void => {
    unsaid = false;
    say(counts, first ?? '');
    pause = setTimeout(() => {
      pause = undefined;
      if (unsaid) sayIt();
    }, SAY_EVERY_MS);
  };
  return {
    add(reason, howMany, example) {
      counts.set(reason, (counts.get(reason) ?? 0) + howMany);
      first ??= example.length > EXAMPLE ? `${example.slice(0, EXAMPLE)}…` : `${example}.`;
      unsaid = true;
      if (pause === undefined) sayIt();
    },
    finish() {
      if (unsaid) sayIt();
      clearTimeout(pause);
    },
  };
}
