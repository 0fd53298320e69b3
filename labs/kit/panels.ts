/**
 * Pictures of a run that are not drawn over its time axis. A lab says what a panel shows by a pure
 * function of the run, called again while the run goes on; src/workbench/panel/ draws it, of the
 * recording as of the learner's own run.
 */
import type { RunView } from './run-view.ts';

export type Panel = TablePanel;

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
