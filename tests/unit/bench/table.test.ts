import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { benchmarks } from '../../bench/suites.ts';
import { between, markers, table } from '../../bench/table.ts';

const conditions = {
  node: 'v24.0.0',
  machine: 'linux x64, Slow Processor',
  cores: 2,
  load: 0.25,
  date: '2026-11-22',
};

test('a table has the conditions of its figures, and beside each its goal and whether it is met', () => {
  const made = table(conditions, [
    { name: 'first paint', unit: 'ms', a: [100], b: [120], atMost: 1.1 },
    { name: 'a | b', unit: 'B', values: [7] },
    { name: 'tests', unit: 's', values: [3], atMost: 2, why: 'they are real' },
    { name: 'no tests', unit: 's', values: [1], atMost: 2, why: 'they are real' },
  ]);
  expect(made.split('\n')).toEqual([
    'Node v24.0.0, linux x64, Slow Processor, 2 cores, load average 0.3 before it began, 2026-11-22.',
    '',
    '| what | median | quartiles | of | goal |  |',
    '| --- | --- | --- | --- | --- | --- |',
    '| first paint | 1.20 | 1.20 to 1.20 | 100 → 120 ms | at most 1.1 | NOT MET |',
    '| a \\| b | 7 B | 7 to 7 |  |  |  |',
    '| tests | 3 s | 3 to 3 |  | at most 2 s | NOT MET: they are real |',
    '| no tests | 1 s | 1 to 1 |  | at most 2 s | met |',
  ]);
});

test('only what stands between its own markers is replaced, and again the next time', () => {
  const document = `before\n${markers('one').join('\nold\n')}\nmiddle\n${markers('two').join('\n')}\nafter\n`;
  const once = between(document, 'one', 'new');
  if (!once.ok) throw new Error(once.problem);
  expect(once.text).toBe(document.replace('old', '\nnew\n'));
  expect(between(once.text, 'one', 'new')).toEqual(once);
});

test('a document without the markers is not written, and which ones are missing is said', () => {
  const [begin, end] = markers('one');
  for (const document of ['', begin, `${end}\n${begin}`]) {
    const written = between(document, 'one', 'new');
    expect(written.ok ? '' : written.problem).toContain(begin);
  }
});

test.each(Object.keys(benchmarks))('docs/BENCHMARKS.md has a place for %s', (name) => {
  const document = readFileSync(new URL('../../../docs/BENCHMARKS.md', import.meta.url), 'utf8');
  expect(between(document, name, '').ok).toBe(true);
});

test('what misses its goal in docs/BENCHMARKS.md says why', () => {
  const document = readFileSync(new URL('../../../docs/BENCHMARKS.md', import.meta.url), 'utf8');
  const missed = document.split('\n').filter((line) => line.includes('NOT MET'));
  for (const row of missed) expect(row).toMatch(/\| NOT MET: \S.+ \|$/);
});
