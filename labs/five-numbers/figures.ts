/** What a run of this lab shows, in figures. Sizes are in MB, slopes in MB/s. */
import * as v from 'valibot';
import type { Figure } from '../kit/manifest.ts';
import type { AreasScene, TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';
import { kindOf, modeNames, type Kind, type Mode } from './modes.ts';
import { NUMBERS, type NumberName } from './reading.ts';
import { WARM_UP_SECONDS, type Slope, type Slopes } from './slopes.ts';

/** The programs that are measured, and which of them do what is known. */
export const KNOWN: Record<string, readonly Mode[]> = {
  'leak-objects': ['leak-objects'],
  'leak-buffers': ['leak-buffers'],
  'allocate-locals': ['allocate-locals'],
  'leak-classes': ['leak-classes'],
  'allocate-classes': ['allocate-classes'],
  classes: ['leak-classes', 'allocate-classes'],
  all: modeNames,
};
const DRAWN = 'drawn';
const names = [...Object.keys(KNOWN), DRAWN];
/** One program more, if somebody chose options for it. */
const CHOSEN = 'chosen';
const namesIn = (run: RunView): string[] => (modesOf(run, CHOSEN) ? [...names, CHOSEN] : names);
const LABELS: Record<string, string> = {
  classes: 'both --…-classes',
  all: 'all five',
  drawn: 'the drawn one',
  chosen: 'the one you chose',
};
const labelOf = (name: string): string => LABELS[name] ?? `--${name}`;

const slopeSchema = v.object({ perSecond: v.number(), error: v.number() });
const slopesSchema = v.object(
  Object.fromEntries(NUMBERS.map((number) => [number, slopeSchema])) as Record<
    NumberName,
    typeof slopeSchema
  >,
);
const namedSchema = v.object({ name: v.string(), slopes: slopesSchema, kind: v.string() });
const modesSchema = v.object({ modes: v.array(v.picklist(modeNames)) });
const drawnSchema = v.object({ seed: v.number(), ...modesSchema.entries });

/** What was last said of a program: its slopes, and what they were taken for. */
export function named(run: RunView, name: string): { slopes: Slopes; kind: string } | undefined {
  const said = run.events('doctor', 'named').findLast(({ detail }) => detail?.['name'] === name);
  const read = v.safeParse(namedSchema, said?.detail);
  return read.success ? read.output : undefined;
}

/** Whether a program has been measured to the end. */
export const isMeasured = (run: RunView, name: string): boolean =>
  run.events('doctor', 'measured').some(({ detail }) => detail?.['name'] === name);

/** What was drawn; undefined until it is said. */
export function drawn(run: RunView): { seed: number; modes: Mode[]; kind: Kind } | undefined {
  const read = v.safeParse(drawnSchema, run.events('doctor', 'drawn')[0]?.detail);
  return read.success ? { ...read.output, kind: kindOf(read.output.modes) } : undefined;
}

/** The options of a program, as far as the run has said them. */
function modesOf(run: RunView, name: string): readonly Mode[] | undefined {
  if (name in KNOWN) return KNOWN[name];
  const read = v.safeParse(modesSchema, run.events('doctor', name)[0]?.detail);
  return read.success ? read.output.modes : undefined;
}

/** What a program really leaves behind, as far as the run has said it. */
export function truth(run: RunView, name: string): Kind | undefined {
  const modes = modesOf(run, name);
  return modes && kindOf(modes);
}

/** `3.1 ± 0.2`: what it is, and twice its standard error. */
export const slopeText = ({ perSecond, error }: Slope): string =>
  `${perSecond.toFixed(1).replace(/^-(0\.0)$/, '$1')}\u00a0±\u00a0${(2 * error).toFixed(1)}`;

export const SLOPE_COLUMNS = ['MB/s ± 2 errors', ...NUMBERS, 'leaves behind', 'named'];
export function slopeRows(run: RunView): TableRow[] {
  return namesIn(run).map((name) => {
    const [said, is] = [named(run, name), truth(run, name)];
    return {
      head: labelOf(name),
      tone: said && is && (said.kind === is ? 'good' : 'bad'),
      cells: [...NUMBERS.map((number) => said && slopeText(said.slopes[number])), is, said?.kind],
    };
  });
}

export function conclude(run: RunView): string | undefined {
  const lot = drawn(run);
  if (!lot) return undefined;
  const options = lot.modes.map((mode) => `--${mode}`).join(' ');
  return `Drawn was ${options}. Set the seed to ${String(lot.seed)} to draw it again.`;
}

/** What rss is made of, in the order of `LAYERS`; the last is what is neither heap nor external. */
export const LAYERS = [
  { id: 'used', label: 'heapUsed', tone: 'link' },
  { id: 'free', label: 'the rest of heapTotal', tone: 'link', faint: true },
  { id: 'buffers', label: 'arrayBuffers', tone: 'delay' },
  { id: 'external', label: 'the rest of external', tone: 'delay', faint: true },
  { id: 'other', label: 'the rest of rss', tone: 'neutral', faint: true },
] as const;

export function areas(run: RunView): AreasScene[] {
  return namesIn(run).map((name) => {
    const of = Object.fromEntries(
      NUMBERS.map((number) => [number, run.samples('doctor', `${name}.${number}`)]),
    ) as Record<NumberName, ReturnType<RunView['samples']>>;
    const first = of.rss[0]?.t ?? 0;
    const points = of.rss.map(({ t, value: rss }, i) => {
      const at = (number: NumberName): number => of[number][i]?.value ?? 0;
      const [total, used] = [at('heapTotal'), at('heapUsed')];
      const [external, buffers] = [at('external'), at('arrayBuffers')];
      const parts = [used, total - used, buffers, external - buffers, rss - total - external];
      return { x: (t - first) / 1000, whole: rss, parts: parts.map((part) => Math.max(0, part)) };
    });
    return { name: labelOf(name), points };
  });
}

/** By how much a number had grown when the warm-up was over. */
function warmUp(run: RunView, name: string, number: NumberName): string | undefined {
  const samples = run.samples('doctor', `${name}.${number}`);
  const [first] = samples;
  const last = first && samples.findLast(({ t }) => t <= first.t + WARM_UP_SECONDS * 1000);
  return last && (last.value - first.value).toFixed(0);
}

const slopeFigure = (name: string, number: NumberName) => (run: RunView) => {
  const said = named(run, name);
  return said && slopeText(said.slopes[number]);
};

export const figures: Figure[] = [
  {
    id: 'buffers-heap',
    label: 'heapUsed while buffers leak',
    unit: 'MB/s',
    predicted: true,
    read: slopeFigure('leak-buffers', 'heapUsed'),
  },
  {
    id: 'drawn-named',
    label: 'The drawn one was named',
    unit: '',
    read: (run) => (drawn(run) ? named(run, DRAWN)?.kind : undefined),
  },
  {
    id: 'drawn-is',
    label: 'It leaves behind',
    unit: '',
    read: (run) => drawn(run)?.kind,
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...names.flatMap((name) =>
    NUMBERS.map((number) => ({
      id: `${name}-${number}`,
      unit: 'MB/s',
      label: `${number} of ${labelOf(name)}`,
      read: slopeFigure(name, number),
    })),
  ),
  {
    id: 'locals-warm-up',
    unit: 'MB',
    label: 'rss of --allocate-locals in the first 4 s',
    read: (run) => warmUp(run, 'allocate-locals', 'rss'),
  },
  {
    id: 'classes-warm-up',
    unit: 'MB',
    label: 'rss of --allocate-classes in the first 4 s',
    read: (run) => warmUp(run, 'allocate-classes', 'rss'),
  },
  {
    id: 'seed',
    unit: '',
    label: 'Seed',
    read: (run) => drawn(run)?.seed.toString(),
  },
  {
    id: 'drawn-options',
    unit: '',
    label: 'Drawn',
    read: (run) =>
      drawn(run)
        ?.modes.map((mode) => `--${mode}`)
        .join(' '),
  },
  { id: 'drawn-kind', unit: '', label: 'What it leaves behind', read: (run) => drawn(run)?.kind },
  { id: 'drawn-named', unit: '', label: 'Named', read: (run) => named(run, DRAWN)?.kind },
];
