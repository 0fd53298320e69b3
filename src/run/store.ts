/**
 * A run as it is known so far: records go in one by one; series, bands, verdicts and figures come
 * out. It knows neither the page nor Node, so terminal, charts and tests all read the same store.
 */
import type { BandChart, Lab } from '../../labs/kit/manifest.ts';
import type { RunView } from '../../labs/kit/run-view.ts';
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';
import { bandSpans } from './bands.ts';
import type { Span } from './bands.ts';
import { createSeries, EMPTY_SERIES } from './series.ts';
import type { GrowingSeries, Refusal, SeriesData } from './series.ts';
import { judge, readFigures } from './verdicts.ts';
import type { JudgedCheck, ReadFigure } from './verdicts.ts';
import { createView } from './view.ts';
import type { PlayedPart, RunState } from './view.ts';

/** Caps on what one run may make the store keep; past them it counts and leaves out. */
export const MAX_SERIES = 500;
export const MAX_ALL_POINTS = 2_000_000;
export const MAX_EVENTS = 50_000;
export const MAX_SPANS = 50_000;
export const MAX_ARTIFACTS = 100;
export const MAX_NOTICES = 1_000;
export const MAX_CONTROLS = 10_000;

/** How many values, events, notices and control changes were left out, and why. */
export type Rejected = Record<Refusal, number>;

export interface ProcessLife {
  name: string;
  state: RecordOf<'process'>['state'];
  pid: number | undefined;
  port: number | undefined;
  code: number | null | undefined;
  signal: string | null | undefined;
}

export interface RunStore {
  /** Takes in the next record. Never throws. */
  add: (record: RunRecord) => void;
  /** What checks and figures read. */
  readonly view: RunView;
  /** The first record, once it is there. */
  readonly head: RecordOf<'run'> | undefined;
  /** The last record, once the run has ended. */
  readonly done: RecordOf<'done'> | undefined;
  readonly notices: RecordOf<'notice'>[];
  /** Each program as it stands, in the order in which they were started. */
  readonly processes: ProcessLife[];
  readonly controls: readonly RecordOf<'control'>[];
  /** The parts of the scenario that have begun. */
  readonly parts: readonly PlayedPart[];
  /** When the scenario began, in ms since the run began; undefined while programs start. */
  readonly began: number | undefined;
  readonly rejected: Readonly<Rejected>;
  /** Times in ms since the run began; empty where nothing was measured. */
  series: (process: string, metric: string) => SeriesData;
  /** The highest value of a series from the time `from` on, 0 if none is above it. */
  highest: (process: string, metric: string, from: number) => number;
  /** States from 0 to now, without a gap. */
  band: (chart: BandChart) => Span[];
  /** Every check of the lab, judged on what was measured so far. */
  verdicts: () => JudgedCheck[];
  figures: () => ReadFigure[];
}

export function createRunStore(lab: Lab): RunStore {
  // Names come from the programs: maps, so that `__proto__` is a name like any other.
  const seriesByProcess = new Map<string, Map<string, GrowingSeries>>();
  const eventsByProcess = new Map<string, Map<string, RecordOf<'event'>[]>>();
  const orderedEvents = new Map<string, RecordOf<'event'>[]>();
  const spansByProcess = new Map<string, RecordOf<'span'>[]>();
  const artifactsByProcess = new Map<string, RecordOf<'artifact'>[]>();
  const lives = new Map<string, ProcessLife>();
  const notices: RecordOf<'notice'>[] = [];
  const rejected: Rejected = { 'out-of-order': 0, 'not-finite': 0, full: 0 };
  let head: RecordOf<'run'> | undefined;
  let done: RecordOf<'done'> | undefined;
  let seriesCount = 0;
  let pointCount = 0;
  let eventCount = 0;
  let spanCount = 0;
  let artifactCount = 0;

  const state: RunState = {
    now: 0,
    ended: undefined,
    parts: [],
    controls: [],
    touched: new Set(),
    seriesOf: (process, metric) => seriesByProcess.get(process)?.get(metric),
    eventsOf: (process, name) => eventsByProcess.get(process)?.get(name) ?? [],
    spansOf: (process) => spansByProcess.get(process) ?? [],
    artifactsOf: (process) => artifactsByProcess.get(process) ?? [],
  };
  const view = createView(lab, state);

  function addValue(process: string, metric: string, t: number, value: number): Refusal | undefined {
    if (pointCount >= MAX_ALL_POINTS) return 'full';
    let series = state.seriesOf(process, metric);
    if (!series) {
      if (seriesCount >= MAX_SERIES) return 'full';
      series = createSeries();
      within(seriesByProcess, process, () => new Map<string, GrowingSeries>()).set(metric, series);
      seriesCount += 1;
    }
    const refusal = series.push(t, value);
    if (!refusal) pointCount += 1;
    return refusal;
  }

  function addEvent(record: RecordOf<'event'>): Refusal | undefined {
    if (eventCount >= MAX_EVENTS) return 'full';
    const ordered = within(orderedEvents, record.process, () => []);
    if (record.t < (ordered.at(-1)?.t ?? 0)) return 'out-of-order';
    ordered.push(record);
    const byName = within(eventsByProcess, record.process, () => new Map<string, RecordOf<'event'>[]>());
    within(byName, record.name, () => []).push(record);
    eventCount += 1;
    if (record.process === 'scenario' && record.name === 'part.start') {
      const { id, label } = record.detail ?? {};
      if (typeof id === 'string') {
        state.parts.push({ id, label: typeof label === 'string' ? label : id, from: record.t });
      }
    }
    return undefined;
  }

  function addSpan(record: RecordOf<'span'>): Refusal | undefined {
    if (spanCount >= MAX_SPANS) return 'full';
    within(spansByProcess, record.process, () => []).push(record);
    spanCount += 1;
    return undefined;
  }

  function addArtifact(record: RecordOf<'artifact'>): Refusal | undefined {
    if (artifactCount >= MAX_ARTIFACTS) return 'full';
    within(artifactsByProcess, record.process, () => []).push(record);
    artifactCount += 1;
    return undefined;
  }

  function addControl(record: RecordOf<'control'>): Refusal | undefined {
    if (state.controls.length >= MAX_CONTROLS) return 'full';
    if (record.t < (state.controls.at(-1)?.t ?? 0)) return 'out-of-order';
    state.controls.push(record);
    if (record.by === 'learner') state.touched.add(record.name);
    return undefined;
  }

  function addNotice(record: RecordOf<'notice'>): Refusal | undefined {
    if (notices.length >= MAX_NOTICES) return 'full';
    notices.push(record);
    return undefined;
  }

  const count = (refusal: Refusal | undefined) => {
    if (refusal) rejected[refusal] += 1;
  };

  return {
    view,
    notices,
    rejected,
    get head() {
      return head;
    },
    get done() {
      return done;
    },
    get processes() {
      return [...lives.values()];
    },
    get controls() {
      return state.controls;
    },
    get parts() {
      return state.parts;
    },
    get began() {
      return state.parts[0]?.from;
    },
    add(record) {
      // Nothing comes after the last record.
      if (done) return;
      if (Number.isFinite(record.t)) state.now = Math.max(state.now, record.t);
      switch (record.kind) {
        case 'run':
          head ??= record;
          break;
        case 'process':
          lives.set(record.process, nextLife(lives.get(record.process), record));
          break;
        case 'sample':
          for (const [metric, value] of Object.entries(record.values)) {
            count(addValue(record.process, metric, record.t, value));
          }
          break;
        case 'event':
          count(addEvent(record));
          break;
        case 'control':
          count(addControl(record));
          break;
        case 'notice':
          count(addNotice(record));
          break;
        case 'done':
          done = record;
          state.ended = record.reason;
          break;
        case 'span':
          count(addSpan(record));
          break;
        case 'artifact':
          count(addArtifact(record));
          break;
        // Output and answers have panels of their own; they are not measured here.
        case 'text':
        case 'response':
          break;
      }
    },
    series: (process, metric) => state.seriesOf(process, metric)?.data() ?? EMPTY_SERIES,
    highest: (process, metric, from) => state.seriesOf(process, metric)?.highest(from) ?? 0,
    band: (chart) => bandSpans(chart, orderedEvents.get(chart.process) ?? [], state.now),
    verdicts: () => judge(lab.checks, view),
    figures: () => readFigures(lab.figures, view),
  };
}

function within<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** `ready` brings the port, `exited` the code: each keeps what was known before. */
function nextLife(before: ProcessLife | undefined, record: RecordOf<'process'>): ProcessLife {
  return {
    name: record.process,
    state: record.state,
    pid: record.pid ?? before?.pid,
    port: record.port ?? before?.port,
    code: record.code ?? before?.code,
    signal: record.signal ?? before?.signal,
  };
}
