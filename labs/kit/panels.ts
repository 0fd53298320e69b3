/**
 * Pictures of a run that are not drawn over its time axis. A lab says what a panel shows by a pure
 * function of the run, called again while the run goes on; src/workbench/panel/ draws it, of the
 * recording as of the learner's own run.
 */
import type { LoopStep } from './loop.ts';
import type { Tone } from './manifest.ts';
import type { RunView } from './run-view.ts';

export type Panel =
  | TablePanel
  | ScatterPanel
  | CurvesPanel
  | AreasPanel
  | WaterfallPanel
  | LoopPanel
  | ProfilePanel
  | HeapsPanel;

interface PanelBase {
  id: string;
  title: string;
}

/** What was compared, a row each: it fills in as it is measured. */
export interface TablePanel extends PanelBase {
  kind: 'table';
  /** The first is the head of each row. */
  columns: string[];
  read: (run: RunView) => TableRow[];
  /** What the table comes to, in a sentence below it; undefined until it can be said. */
  conclude?: (run: RunView) => string | undefined;
}
export interface TableRow {
  head: string;
  /** What the row comes to, as a mark at its head; its cells say it in words. */
  tone?: Tone;
  /** One for each further column; undefined where nothing is measured yet. */
  cells: (string | undefined)[];
}

/** What was measured against what a rule says, a point each: those that keep the rule lie on the diagonal. */
export interface ScatterPanel extends PanelBase {
  kind: 'scatter';
  /** Of both axes. */
  unit: string;
  /** What the axes say: the rule's value (x), and the measured one (y). */
  x: string;
  y: string;
  /** The name of the diagonal. */
  rule: string;
  /** A level that somebody claims instead. */
  claim?: { at: number; label: string };
  read: (run: RunView) => ScatterPoint[];
}
export interface ScatterPoint {
  name: string;
  x: number;
  y: number;
}

/** What was measured over what was varied, a line each. Both axes go by powers of ten. */
export interface CurvesPanel extends PanelBase {
  kind: 'curves';
  x: string;
  y: string;
  /** Of `y`; `x` is a count. */
  unit: string;
  lines: { id: string; label: string; tone: Tone; dash: 'solid' | 'dashed' | 'dotted' }[];
  /** By the line's id, from left to right. */
  read: (run: RunView) => Record<string, { x: number; y: number }[]>;
}

/** What a whole is made of over time: areas stacked on each other, a small picture for each thing compared, all to one scale. */
export interface AreasPanel extends PanelBase {
  kind: 'areas';
  /** Of what is stacked. */
  unit: string;
  /** What the axis below says. */
  x: string;
  /** The name of the whole: a line, so that it can be seen where the parts do not come to it. */
  whole: string;
  /** From the bottom up; a faint one belongs to the same thing as the one below it. */
  layers: readonly { id: string; label: string; tone: Tone; faint?: true }[];
  read: (run: RunView) => AreasScene[];
}
export interface AreasScene {
  name: string;
  /** From left to right; `parts` in the order of the layers. */
  points: { x: number; whole: number; parts: number[] }[];
}

/** Requests, each with what it waited for, as bars over one time axis. */
export interface WaterfallPanel extends PanelBase {
  kind: 'waterfall';
  /** What the filled part of a bar is, in a short word, where it is not CPU time. */
  filled?: string;
  read: (run: RunView) => WaterfallGroup[];
}
export interface WaterfallGroup {
  name: string;
  /** The request itself first. */
  bars: WaterfallBar[];
}
export interface WaterfallBar {
  label: string;
  /** 0 for the request, 1 for what it waited for, and so on. */
  depth: number;
  /** Ms since the request began. */
  from: number;
  to: number;
  /** Ms of CPU time (or what `filled` names) of its own, drawn as a filled part; when in its time it was is not known. */
  busy: number;
}

/** What ran on the event loop, step by step: a lane of it, the call stack, the queues, the phases. Stands above the charts. */
export interface LoopPanel extends PanelBase {
  kind: 'loop';
  /** How the lane is drawn: to the scale of time, or a cell for each step where they are too short for that. */
  lane: 'time' | 'order';
  /** What the colours of the lane mean, by the name of what ran. */
  tones: { name: string; tone: Tone }[];
  /** The parts of a run to choose from. */
  scenes: { id: string; label: string }[];
  /** Those of them that the run has shown so far. */
  read: (run: RunView) => LoopScene[];
}
export interface LoopScene {
  id: string;
  /** Which part of the run it is, in a sentence. */
  about: string;
  steps: LoopStep[];
}

/** The profiles that a program reported, of CPU time or of allocations: top functions, and each to be opened as a flame graph or kept. */
export interface ProfilePanel extends PanelBase {
  kind: 'profile';
  process: string;
}

/** Two heap snapshots that a program compared (heap/tell.ts): classes, and how one of the class chosen is kept. */
export interface HeapsPanel extends PanelBase {
  kind: 'heaps';
  process: string;
  /** The class that is chosen at first. */
  first?: string;
}
