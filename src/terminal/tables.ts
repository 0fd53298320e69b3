/** The tables of a lab's panels: printed when a run has ended, or written as CSV. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { TablePanel } from '../../labs/kit/panels.ts';
import type { RunView } from '../../labs/kit/run-view.ts';
import { tableCsv } from '../run/csv.ts';
import { harmless } from './style.ts';
import type { Paint } from './style.ts';

const NOTHING = '–';

function tablesOf(lab: Lab): TablePanel[] {
  return (lab.panels ?? []).filter((panel) => panel.kind === 'table');
}

/** Each table with its title, its columns aligned, and what it comes to. */
export function tableLines(lab: Lab, view: RunView, paint: Paint): string[] {
  return tablesOf(lab).flatMap((panel) => {
    const rows = panel.read(view).map(({ head, cells }) => [head, ...cells.map((cell) => cell ?? NOTHING)]);
    const texts = [panel.columns, ...rows].map((row) => row.map(harmless));
    const widths = panel.columns.map((_, column) =>
      Math.max(...texts.map((row) => row[column]?.length ?? 0)),
    );
    const lines = texts.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
    const conclusion = panel.conclude?.(view);
    return [
      paint('bold', panel.title),
      ...lines.map((line, index) => (index === 0 ? paint('dim', line) : line)),
      ...(conclusion === undefined ? [] : [harmless(conclusion)]),
      '',
    ];
  });
}

/** What is to be written where: one table to the file that was named, several each to a file with its id in the name. */
export function csvFiles(lab: Lab, view: RunView, path: string): { path: string; text: string }[] {
  const tables = tablesOf(lab);
  const [, stem = path, ending = ''] = /^(.*[^/\\])(\.[^./\\]*)$/.exec(path) ?? [];
  return tables.map((panel) => ({
    path: tables.length === 1 ? path : `${stem}-${panel.id}${ending}`,
    text: tableCsv(panel, view),
  }));
}

/** Why a lab's tables can't be written; undefined if they can. */
export function noTables(lab: Lab): string | undefined {
  if (tablesOf(lab).length > 0) return undefined;
  return `${lab.id} has no table to write as CSV. Its records are what \`--json\` prints.`;
}
