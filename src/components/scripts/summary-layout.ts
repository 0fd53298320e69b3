/** Where everything of the summary's image stands, in pixels. It draws nothing. */
import type { ChapterSummary, SummaryRow } from '../../course/summary.ts';

export type Ink = 'ink' | 'muted' | 'line';
export type Face = 'title' | 'heading' | 'text' | 'small' | 'figure' | 'strong';

export type Mark =
  { kind: 'text'; x: number; y: number; text: string; face: Face; ink: Ink } | { kind: 'line'; y: number };

export interface Layout {
  width: number;
  height: number;
  marks: Mark[];
}

export const WIDTH = 1200;
const MARGIN = 56;
/** Where the columns begin, and how wide they are. */
const COLUMNS = {
  question: [56, 500],
  predicted: [588, 150],
  measured: [762, 206],
  recorded: [992, 152],
} as const;
type Column = keyof typeof COLUMNS;

/** Height of a line in each face. */
const LEADING: Record<Face, number> = { title: 52, heading: 34, text: 25, small: 21, figure: 25, strong: 25 };

/**
 * @param measure the width of a text in a face
 */
export function layOut(
  chapters: readonly ChapterSummary[],
  subtitle: string,
  measure: (text: string, face: Face) => number,
): Layout {
  const marks: Mark[] = [];
  let y = MARGIN;

  const put = (text: string, face: Face, ink: Ink, column: Column, at: number): number => {
    const [x, width] = COLUMNS[column];
    const lines = wrap(text, width, (part) => measure(part, face));
    lines.forEach((line, i) => {
      marks.push({ kind: 'text', x, y: at + LEADING[face] * (i + 1) - 8, text: line, face, ink });
    });
    return at + lines.length * LEADING[face];
  };
  const alone = (text: string, face: Face, ink: Ink) => {
    y += LEADING[face];
    marks.push({ kind: 'text', x: MARGIN, y: y - 8, text, face, ink });
  };

  alone('Predicted and measured', 'title', 'ink');
  alone(subtitle, 'small', 'muted');
  for (const { title, rows } of chapters) {
    if (rows.length === 0) continue;
    y += 36;
    alone(title, 'heading', 'ink');
    for (const column of ['predicted', 'measured', 'recorded'] as const) {
      put(column, 'small', 'muted', column, y - LEADING.small);
    }
    y += 6;
    marks.push({ kind: 'line', y });
    for (const row of rows) {
      y = rowAt(row, y + 8, put) + 10;
      marks.push({ kind: 'line', y });
    }
  }
  return { width: WIDTH, height: y + MARGIN, marks };
}

function rowAt(
  { lesson, question, label, predicted, measured, conditions, recorded }: SummaryRow,
  top: number,
  put: (text: string, face: Face, ink: Ink, column: Column, at: number) => number,
): number {
  const figure = (value: string | undefined, face: Face, ink: Ink, column: Column) =>
    put(value ?? '–', face, ink, column, top);
  const ends = [
    put(question, 'text', 'ink', 'question', put(`${lesson} · ${label}`, 'small', 'muted', 'question', top)),
    figure(predicted, 'figure', 'ink', 'predicted'),
    put(conditions ?? '', 'small', 'muted', 'measured', figure(measured, 'strong', 'ink', 'measured')),
    figure(recorded, 'figure', 'muted', 'recorded'),
  ];
  return Math.max(...ends);
}

/** More lines than this are left out: a value may have come from a file. */
const MOST_LINES = 12;

/** Breaks a text between words, and a word that is too long for a line within itself. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  if (text === '') return [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (measure(line) > width && lines.length <= MOST_LINES) {
      let fits = Math.max(1, line.length - 1);
      while (fits > 1 && measure(line.slice(0, fits)) > width) fits = Math.floor(fits * 0.9);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
    if (lines.length > MOST_LINES) return [...lines.slice(0, MOST_LINES), '…'];
  }
  return [...lines, line];
}
