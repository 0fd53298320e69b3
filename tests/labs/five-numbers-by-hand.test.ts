/** The demo of "Five numbers" is a program: each of its options does what its name says when it is typed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { parse, type Reading } from '../../labs/five-numbers/reading.ts';
import { labsFolder } from '../../labs/kit/supervise/folder.ts';

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
  }
});

/** `node demo.ts …`, as it is typed. */
function demo(...options: string[]) {
  const child = spawn(process.execPath, [join(labsFolder, 'five-numbers', 'demo.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

/** What it logs, until there is enough. */
async function logged(options: string[], enough: (readings: Reading[]) => boolean): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const line of createInterface(demo(...options, '--log').stdout)) {
    const reading = parse(line);
    if (reading) readings.push(reading);
    if (enough(readings)) break;
  }
  return readings;
}
const grown = (readings: Reading[], name: keyof Reading) =>
  (readings.at(-1)?.[name] ?? 0) - (readings[0]?.[name] ?? 0);

test.each([
  ['--leak-objects', 'heapUsed'],
  ['--leak-classes', 'heapUsed'],
  ['--leak-buffers', 'arrayBuffers'],
] as const)('%s makes %s rise, by 20 MB and more', { timeout: 60_000 }, async (option, number) => {
  // It ends only when that has happened: without the leak the test runs out of time.
  const readings = await logged([option], (all) => grown(all, number) > 20);
  const other = number === 'heapUsed' ? 'arrayBuffers' : 'heapUsed';
  expect(grown(readings, other)).toBeLessThan(10);
  expect(grown(readings, 'rss')).toBeGreaterThan(10);
});

test.each(['--allocate-locals', '--allocate-classes'])(
  '%s uses memory, and gives it back: heapUsed falls as well as it rises',
  { timeout: 60_000 },
  async (option) => {
    const falls = (all: Reading[]) =>
      all.filter((one, i) => one.heapUsed < (all[i - 1]?.heapUsed ?? 0) - 0.5);
    const readings = await logged([option], (all) => falls(all).length >= 2);
    expect(grown(readings, 'arrayBuffers')).toBeLessThan(5);
  },
);

test('options add up', { timeout: 60_000 }, async () => {
  const readings = await logged(
    ['--leak-objects', '--leak-buffers'],
    (all) => grown(all, 'heapUsed') > 10 && grown(all, 'arrayBuffers') > 10,
  );
  expect(readings.length).toBeGreaterThan(2);
});

test('--chart draws the five numbers, the leak as the highest bars', { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  for await (const line of createInterface(demo('--chart', '--leak-buffers').stdout)) {
    lines.push(line);
    if (lines.length === 25) break; // five times five rows
  }
  expect(lines.slice(-5).map((line) => line.split(' ')[0])).toEqual([
    'rss',
    'heapTotal',
    'heapUsed',
    'external',
    'arrayBuffers',
  ]);
  expect(lines.at(-5)).toMatch(/█ +\d+\.\d MB$/);
});

test('-h says what there is, and so does an option that there is not', async () => {
  const help = demo('-h');
  const said = await text(help.stdout);
  for (const option of [
    '--leak-objects',
    '--leak-buffers',
    '--allocate-locals',
    '--leak-classes',
    '--allocate-classes',
    '--log',
    '--chart',
  ]) {
    expect(said).toContain(option);
  }
  const wrong = demo('--leak-everything');
  const [complaint, [code]] = await Promise.all([text(wrong.stderr), once(wrong, 'exit')]);
  expect(complaint).toContain("Unknown option '--leak-everything'");
  expect(complaint).toContain('--leak-objects');
  expect(code).toBe(1);
});
