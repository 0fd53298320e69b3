/** A table as CSV (RFC 4180): for spreadsheets and scripts. */
import type { TablePanel } from '../../labs/kit/panels.ts';
import type { RunView } from '../../labs/kit/run-view.ts';

/** Where one of these is in a field, the field stands in quotes. */
const SPECIAL = /[",\r\n]/;

const field = (text: string): string => (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (fields: readonly string[]): string => `${fields.map(field).join(',')}\r\n`;

/** What a table panel shows of a run, its columns as the first line. What was not measured is an empty field. */
export function tableCsv(panel: TablePanel, view: RunView): string {
  const rows = panel.read(view).map(({ head, cells }) => [head, ...cells.map((cell) => cell ?? '')]);
  return [panel.columns, ...rows].map(line).join('');
}
