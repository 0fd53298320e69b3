/** The short table of the README, made of the tables in docs/BENCHMARKS.md. Pure. */
import { markers } from './table.ts';

/** The markers in the README. */
export const SUMMARY = 'goals';

export interface Summarized {
  /** Parts of the names of the results that stand in the README whether their goals are met or not. */
  headlines: readonly string[];
}

/** A row of a table as tests/bench/table.ts writes it. */
interface Row {
  name: string;
  median: string;
  goal: string;
  word: string;
}

/**
 * Goal and median of each benchmark's headlines and of all that misses its goal, in the order of `benchmarks`.
 * Empty if nothing was measured yet.
 *
 * @param document the text of docs/BENCHMARKS.md
 */
export function summary(document: string, benchmarks: Readonly<Record<string, Summarized>>): string {
  const rows = Object.entries(benchmarks).flatMap(([benchmark, { headlines }]) =>
    rowsOf(document, benchmark)
      .filter(({ name, word }) => word.startsWith('NOT MET') || headlines.some((one) => name.includes(one)))
      .map(({ name, median, goal, word }) => [
        `[${benchmark}](docs/BENCHMARKS.md#${benchmark})`,
        name,
        goal,
        median,
        word,
      ]),
  );
  if (rows.length === 0) return '';
  const head = ['benchmark', 'what', 'goal', 'median', ''];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Cells stay as they are written: what is escaped in one table has to be in the other. */
function rowsOf(document: string, benchmark: string): Row[] {
  const [begin, end] = markers(benchmark);
  const section = document.split(begin)[1]?.split(end)[0] ?? '';
  const [, , ...lines] = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) => {
    const [, name = '', median = '', , , goal = '', word = ''] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return { name, median, goal, word };
  });
}
