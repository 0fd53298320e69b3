import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layOut, WIDTH, wrap } from '../../../src/components/scripts/summary-layout.ts';
import { askedIn } from '../../../src/course/asked.ts';
import { emptyProgress } from '../../../src/course/progress/schema.ts';
import type { Progress } from '../../../src/course/progress/schema.ts';
import { summarise } from '../../../src/course/summary.ts';
import type { SummaryChapter } from '../../../src/course/summary.ts';

const CONTENT = join(import.meta.dirname, '../../../content');

describe('the questions of a lesson', () => {
  const files = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mdx'),
  );

  it.each(files)('are all found in %s', (file) => {
    const text = readFileSync(join(CONTENT, file), 'utf8');
    const asked = askedIn(text);
    expect(asked.length).toBe(text.split('<Predict').length - 1);
    for (const { figure, question } of asked) {
      expect(figure).toMatch(/^[\w-]+$/);
      expect(question).toMatch(/\?/);
      // A figure of the recording is filled in by the page.
      expect(question.replaceAll(/<Recorded fact="[\w-]+" \/>/g, '7')).not.toMatch(/[<>{}]/);
    }
  });
});

const chapters: SummaryChapter[] = [
  {
    title: 'First',
    lessons: [
      {
        id: 'first/a',
        title: 'A',
        address: '/first/a/',
        lab: 'a',
        asked: [
          { figure: 'wait', question: 'How long?', label: 'Longest wait', unit: 'ms', recorded: '7' },
          { figure: 'who', question: 'Who?', label: 'Who waits', unit: '', recorded: 'both' },
        ],
      },
    ],
  },
  { title: 'Second', lessons: [] },
];
const write = {
  value: (value: string, unit: string) => `${value} ${unit}`.trim(),
  conditions: ({ node }: { node: string }) => `on ${node}`,
};
const predicted: Progress = { ...emptyProgress(), predictions: { 'first/a': { wait: '5' } } };
const measured: Progress = {
  ...predicted,
  results: {
    a: {
      at: '2026-11-21T10:00:00Z',
      engine: 'local',
      node: 'v24',
      checks: {},
      figures: { wait: '6', who: 'one' },
    },
  },
};

describe('the summary', () => {
  it('has a row for each question that was answered, and counts the others', () => {
    expect(summarise(chapters, emptyProgress(), write)).toEqual([
      { title: 'First', rows: [], open: 2 },
      { title: 'Second', rows: [], open: 0 },
    ]);
    const [first] = summarise(chapters, measured, write);
    expect(first?.rows.map((row) => [row.predicted, row.measured, row.conditions, row.recorded])).toEqual([
      ['5 ms', '6 ms', 'on v24', '7 ms'],
      [undefined, 'one', 'on v24', 'both'],
    ]);
    expect(first?.open).toBe(0);
  });

  it('does not give away what was recorded before the learner has measured', () => {
    const [first] = summarise(chapters, predicted, write);
    expect(first?.rows).toMatchObject([{ predicted: '5 ms', measured: undefined, recorded: undefined }]);
    expect(first?.open).toBe(1);
  });
});

describe('the image of the summary', () => {
  const measure = (text: string) => text.length * 10;

  it('has everything of it, nothing beyond its edges, and no two lines of a column over each other', () => {
    const { height, marks } = layOut(summarise(chapters, measured, write), 'Under Load', measure);
    const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
    const all = texts.map(({ text }) => text).join(' ');
    for (const part of ['First', 'How long?', 'A · Longest wait', '5 ms', '6 ms', '7 ms', 'on v24'])
      expect(all).toContain(part);
    expect(all).not.toContain('Second');
    for (const { x, y, text } of texts) {
      expect(x + measure(text)).toBeLessThanOrEqual(WIDTH);
      expect(y).toBeLessThan(height);
    }
    const places = texts.map(({ x, y }) => `${String(x)} ${String(y)}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('breaks a text between words, and a word that is longer than a line within itself, but not without end', () => {
    expect(wrap('one two three', 70, measure)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij k', 40, measure)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrap('x'.repeat(100_000), 40, measure).length).toBeLessThan(20);
    expect(wrap('', 40, measure)).toEqual([]);
  });
});
