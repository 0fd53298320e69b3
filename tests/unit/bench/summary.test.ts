import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import type { Result } from '../../bench/result.ts';
import { benchmarks } from '../../bench/suites.ts';
import { summary, SUMMARY } from '../../bench/summary.ts';
import { between, markers, table } from '../../bench/table.ts';

const conditions = { node: 'v24.0.0', machine: 'linux x64', cores: 2, load: 0.25, date: '2026-11-22' };
const names = { opening: { headlines: ['a '] }, closing: { headlines: ['door'] } };
const document = (opening: Result[], closing: Result[]): string =>
  Object.entries({ opening, closing })
    .map(([name, results]) =>
      markers(name).join(`\n\n${results.length > 0 ? table(conditions, results) : ''}\n\n`),
    )
    .join('\n\ntext\n\n');

test('a benchmark shows its headlines, and whatever misses its goal, and nothing else', () => {
  const text = document(
    [
      { name: 'a | b', unit: 'ms', a: [100], b: [120], atMost: 1.3 },
      { name: 'met and no headline', unit: 'B', values: [7], atMost: 8 },
      { name: 'no goal', unit: 'B', values: [7] },
      { name: 'missed', unit: 'B', values: [9], atMost: 8, why: 'a cause' },
    ],
    [{ name: 'the door', unit: 's', values: [3] }],
  );
  expect(summary(text, names).split('\n')).toEqual([
    '| benchmark | what | goal | median |  |',
    '| --- | --- | --- | --- | --- |',
    '| [opening](docs/BENCHMARKS.md#opening) | a \\| b | at most 1.3 | 1.20 | met |',
    '| [opening](docs/BENCHMARKS.md#opening) | missed | at most 8 B | 9 B | NOT MET: a cause |',
    '| [closing](docs/BENCHMARKS.md#closing) | the door |  | 3 s |  |',
  ]);
});

test('it is the same of a document that was formatted', async () => {
  const text = document([{ name: 'a | b', unit: 'ms', a: [100], b: [120], atMost: 1.3 }], []);
  expect(summary(await format(text, { parser: 'markdown' }), names)).toBe(summary(text, names));
});

test('where nothing was measured, there is no table', () => {
  expect(summary(document([], []), names)).toBe('');
  expect(summary('', names)).toBe('');
});

test("the README's table says what docs/BENCHMARKS.md says", async () => {
  const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  const readme = read('README.md');
  const written = between(readme, SUMMARY, summary(read('docs/BENCHMARKS.md'), benchmarks));
  if (!written.ok) throw new Error(written.problem);
  const config = await resolveConfig(new URL('../../../README.md', import.meta.url).pathname);
  expect(await format(written.text, { ...config, parser: 'markdown' })).toBe(readme);
});

test.each(Object.keys(benchmarks))('docs/BENCHMARKS.md has a heading that a link to %s leads to', (name) => {
  const text = readFileSync(new URL('../../../docs/BENCHMARKS.md', import.meta.url), 'utf8');
  expect(text.toLowerCase()).toContain(`\n## ${name}\n`);
});
