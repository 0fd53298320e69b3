/**
 * Pictures of a run that are not drawn over its time axis. A lab says what a panel shows by a pure
 * function of the run, called again while the run goes on; src/workbench/panel/ draws it, of the
 * recording as of the learner's own run.
 */
import type { RunView } from './run-view.ts';

export type Panel = TablePanel | ScatterPanel;

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
}
export interface TableRow {
  head: string;
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
