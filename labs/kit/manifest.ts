/**
 * What a lab says of itself, in `labs/<lab>/lab.ts`. Read by the supervisor (in Node) and by the
 * page (in the browser): it holds data and pure functions only.
 */
import type { Panel } from './panels.ts';
import type { ControlValue, Variant } from './records.ts';
import type { RunView } from './run-view.ts';
import type { Limits } from './supervise/limits.ts';

export interface Lab {
  /** The folder's name. */
  id: string;
  title: string;
  /** Started in this order, each when the one before it is ready. */
  programs: Program[];
  /** The lab's files, in the order of the editor's tabs. Editable ones can be changed by the learner. */
  files: LabFile[];
  controls: Control[];
  scenario: Scenario;
  charts: Chart[];
  /** Pictures below the charts, for what is not drawn over time. */
  panels?: Panel[];
  checks: Check[];
  /** The figures that matter, shown in a row after a run: predicted, measured, recorded. */
  figures: Figure[];
  /** Figures that the lesson's text takes from the recordings. */
  facts?: Figure[];
  /** Ready-made requests for the Requests panel. */
  requests: ReadyRequest[];
  /**
   * The run gets a network of its own (a Linux namespace), in which its programs may change settings
   * of the kernel (`network.ts`). Nothing outside of the run can reach its programs then.
   */
  network?: 'own';
  /** What an engine must be able to do; it is shown recorded where the engine lacks it. */
  needs: Capability[];
  /** Other limits than the usual. What the user asked for with `--limit` counts before these. */
  limits?: Partial<Limits>;
  /**
   * Files whose text the controls of a run decide before it starts, by path; the lab's own text counts for all
   * others. Texts lie in `forms/`, which no run sees. Pure: the editor shows by it what runs.
   */
  drawn?: (controls: Readonly<Record<string, ControlValue>>, variant: Variant) => Record<string, DrawnFile>;
  /** Controls that leave out of a long run what no check needs: `npm run prove` and the tests hold them. */
  short?: Record<string, ControlValue>;
}

/** What a lab can need of an engine, found out by trying (see src/engines/engine.ts). */
export type Capability =
  | 'processes'
  | 'eventloop-delay'
  | 'watchdog'
  | 'heap'
  | 'cpu'
  | 'namespaces'
  | 'open-files'
  | 'haproxy'
  | 'async-context';

export interface Program {
  /** Its name in every record, and in the environment of later programs: `backend` → `BACKEND_URL`. */
  name: string;
  /** Relative to the lab's folder; `../kit/load.ts` for the kit's load generator. */
  file: string;
  /** Command-line arguments. */
  args?: string[];
  /** Extra flags of Node. */
  nodeFlags?: string[];
  /** The most files that it may have open: its hard limit is lowered to this before it starts (Linux). */
  openFiles?: number;
  /** It may end by itself, with code 0, though it listened; without this, that ends the run. */
  mayEnd?: true;
  /** Ready when it listens, or as soon as it has started. */
  ready: 'listening' | 'started';
  /** Without the meters in its loop, which wake it some 400 times a second: for a program whose own rest is measured. */
  quiet?: true;
  /** When it has ended well, the scenario has: its duration is then the longest that it may take. */
  endsScenario?: true;
}

export interface LabFile {
  path: string;
  editable: boolean;
  /** One line: what this file is for. */
  about: string;
}

/** Where the text of a drawn file is: in a file of the lab's folder, or here. */
export type DrawnFile = { from: string } | { text: string };

interface ControlBase {
  /** As the programs read it. */
  name: string;
  label: string;
  /** One sentence of help. */
  about: string;
  /** Controls of one group stand together, folded away until they are wanted. */
  group?: string;
  /** The value is the code's own: the control overrules it while the learner holds it, and `value` is where it begins. */
  overrules?: true;
  /** Files are drawn by it: it is chosen before the run, and stays what it is. */
  draws?: true;
}
export interface NumberControl extends ControlBase {
  kind: 'number';
  value: number;
  min: number;
  max: number;
  step: number;
  unit: string;
}
export interface ChoiceControl extends ControlBase {
  kind: 'choice';
  value: string;
  options: { value: string; label: string }[];
}
export interface SwitchControl extends ControlBase {
  kind: 'switch';
  value: boolean;
}
export type Control = NumberControl | ChoiceControl | SwitchControl;

export interface Scenario {
  /** Milliseconds. */
  duration: number;
  /** In order; the first starts at 0. */
  parts: Part[];
}
export interface Part {
  /** Milliseconds since the programs were all ready. */
  at: number;
  /** Stable name, for checks. */
  id: string;
  /** A few words for the time line. */
  label: string;
  /** Controls that change at this moment. */
  set: Record<string, ControlValue>;
}

/** The colours that mean something; see src/styles/tokens.css. */
export type Tone = 'good' | 'warning' | 'bad' | 'delay' | 'link' | 'neutral';

export type Chart = LineChart | BandChart;
export interface LineChart {
  kind: 'lines';
  id: string;
  title: string;
  /** `ms`, `/s`, `MB`, … */
  unit: string;
  series: Series[];
  /** The least top of the axis, so that noise is not blown up. */
  atLeast?: number;
  /** Ms without a reading after which a line breaks; 4 s where nothing is said: longer than a blocked loop is silent. */
  silenceMs?: number;
}
export interface Series {
  label: string;
  process: string;
  metric: string;
  tone: Tone;
  /** A dash goes with the colour where two lines share a chart. */
  dash?: 'solid' | 'dashed' | 'dotted';
  /** Drawn in steps: what was read holds until something else is, as on a dashboard. */
  holds?: boolean;
}
/** States over time, as a band: each event moves to a state. */
export interface BandChart {
  kind: 'band';
  id: string;
  title: string;
  process: string;
  initial: string;
  states: { event: string; state: string; tone: Tone }[];
  initialTone: Tone;
}

export interface Figure {
  id: string;
  label: string;
  unit: string;
  /** Matches a `<Predict figure="…">` of the lesson; the predicted value stands beside it. */
  predicted?: boolean;
  /** The measured figure, or undefined as long as the run has not shown it. */
  read: (run: RunView) => string | undefined;
}

export interface ReadyRequest {
  label: string;
  process: string;
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

export interface Check {
  id: string;
  title: string;
  /** Judges what was measured so far; called again while the run goes on. Pure. */
  judge: (run: RunView) => Verdict;
}
export type VerdictState = 'waiting' | 'measuring' | 'passed' | 'failed';
export interface Verdict {
  state: VerdictState;
  /** What was measured and what it must be: `p99 412 ms, must be under 200 ms`. */
  figure: string;
  /** Where a failed check points, in a sentence: what the figure means. */
  because?: string;
}

/** Gives a manifest its type. */
export function defineLab(lab: Lab): Lab {
  return lab;
}
