/** Writes what a benchmark measured into a document, between two markers. Pure. */
import { tell, type Result } from './result.ts';

/** What the figures hold for. */
export interface Conditions {
  /** `v24.21.0` */
  node: string;
  /** `linux x64, Some Processor` */
  machine: string;
  cores: number;
  /** Load average over the minute before. */
  load: number;
  /** `2026-11-22` */
  date: string;
}

export const conditionsLine = ({ node, machine, cores, load, date }: Conditions): string =>
  `Node ${node}, ${machine}, ${String(cores)} cores, load average ${load.toFixed(1)} before it began, ${date}.`;

/** A table in Markdown, with the conditions of its figures above it. */
export function table(conditions: Conditions, results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { name, median, spread, from, goal, word, why } = tell(result);
    return [name, median, spread, from, goal, why === '' ? word : `${word}: ${why}`];
  });
  const head = ['what', 'median', 'quartiles', 'of', 'goal', ''];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escape).join(' | ')} |`);
  return `${conditionsLine(conditions)}\n\n${lines.join('\n')}`;
}

const escape = (cell: string): string => cell.replaceAll('|', '\\|');

export const markers = (name: string): [begin: string, end: string] => [
  `<!-- measured: ${name} -->`,
  `<!-- /measured: ${name} -->`,
];

export type Written = { ok: true; text: string } | { ok: false; problem: string };

/** The document with `body` between the markers of `name`, in the place of what was there. */
export function between(document: string, name: string, body: string): Written {
  const [begin, end] = markers(name);
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from)
    return { ok: false, problem: `It has no place for ${name}: add a line ${begin} and a line ${end}.` };
  return {
    ok: true,
    text: `${document.slice(0, from + begin.length)}\n\n${body}\n\n${document.slice(to)}`,
  };
}
