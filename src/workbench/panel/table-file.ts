/** A table as a file of the learner's own. */
import type { TablePanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { tableCsv } from '../../run/csv.ts';
import { saveFile } from './save-file.ts';

/** @param recorded whether it is of the recording, which the file's name then says */
export function saveTable(lab: string, panel: TablePanel, view: RunView, recorded: boolean): void {
  const name = `${lab}-${panel.id}${recorded ? '-recorded' : ''}.csv`;
  saveFile(name, 'text/csv;charset=utf-8', tableCsv(panel, view));
}
