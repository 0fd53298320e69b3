import { beforeAll, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../labs/kit/records.ts';
import { ofKind, runFixture } from './run-fixture.ts';

interface Block {
  ms: number;
  from: number;
  to: number;
}
interface Reading {
  t: number;
  value: number;
}

const BLOCKS = 20;
const SAMPLE_AFTER_MS = 120;
/** It is read twice a second at best, and by a loop that is free again. */
const HISTOGRAM_AFTER_MS = 700;
const HISTOGRAM_RESOLUTION_MS = 10;

const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const tolerance = (ms: number): number => Math.max(0.2 * ms, 10);

describe('the watchdog reads a blocked loop from outside', () => {
  let blocks: Block[] = [];
  let watchdog: Reading[] = [];
  let meter: Reading[] = [];
  let histogram: Reading[] = [];

  beforeAll(async () => {
    let ended = 0;
    const records = await runFixture('kit-blocks', (record) => record.kind === 'text' && ++ended === BLOCKS);
    blocks = ofKind(records, 'text').map(({ text }) => JSON.parse(text) as Block);
    const readings = (metric: string): Reading[] =>
      ofKind(records, 'sample').flatMap(({ t, values }) =>
        metric in values ? [{ t, value: values[metric] ?? NaN }] : [],
      );
    watchdog = readings('nodejs.eventloop.delay.watchdog');
    meter = readings('nodejs.eventloop.delay.meter');
    histogram = readings('nodejs.eventloop.delay.max');
  }, 60_000);

  test('all blocks were made', () => {
    expect(blocks.map(({ ms }) => ms)).toEqual(
      [50, 100, 500, 2000].flatMap((ms) => Array(5).fill(ms) as number[]),
    );
  });

  test.each([50, 100, 500, 2000])('a block of %i ms reads its length, within max(20%, 10 ms)', (ms) => {
    const errors = blocks
      .filter((block) => block.ms === ms)
      .map(({ from, to }) => {
        const seen = watchdog.filter(({ t }) => t > from && t < to + SAMPLE_AFTER_MS);
        return Math.abs(Math.max(...seen.map(({ value }) => value)) - (to - from));
      });
    expect(errors).toHaveLength(5);
    expect(median(errors)).toBeLessThanOrEqual(tolerance(ms));
  });

  test.each([50, 100, 500, 2000])('while a block of %i ms lasts, it reads how long it has lasted', (ms) => {
    const errors = blocks
      .filter((block) => block.ms === ms)
      .flatMap(({ from, to }) =>
        // A sample holds the worst since the one before, so the first 20 ms may show what came earlier.
        watchdog
          .filter(({ t }) => t > from + 20 && t < to)
          .map(({ t, value }) => Math.abs(value - (t - from))),
      );
    expect(errors.length).toBeGreaterThanOrEqual(5);
    expect(median(errors)).toBeLessThanOrEqual(tolerance(ms));
  });

  test('the meter inside the loop reads nothing of a block of 2 s while it lasts', () => {
    const during = blocks
      .filter(({ ms }) => ms === 2000)
      .flatMap(({ from, to }) => meter.filter(({ t }) => t > from && t < to).map(({ value }) => value));
    expect(during.length).toBeGreaterThan(100);
    expect(median(during)).toBeLessThan(10);
  });

  test.each([100, 500, 2000])('after a block of %i ms, the histogram has read it', (ms) => {
    const errors = blocks
      .filter((block) => block.ms === ms)
      .map(({ from, to }) => {
        const seen = histogram.filter(({ t }) => t > from && t < to + HISTOGRAM_AFTER_MS);
        return Math.abs(Math.max(...seen.map(({ value }) => value)) - (to - from));
      });
    expect(median(errors)).toBeLessThanOrEqual(tolerance(ms) + HISTOGRAM_RESOLUTION_MS);
  });
});

describe('what the watchdog costs and misses', () => {
  let records: RunRecord[] = [];
  const values = (metric: string): Reading[] =>
    ofKind(records, 'sample').flatMap(({ t, values: all }) =>
      metric in all ? [{ t, value: all[metric] ?? NaN }] : [],
    );

  beforeAll(async () => {
    records = await runFixture('kit-short');
  }, 60_000);

  test('a block that begins and ends between two of its looks is read nevertheless', () => {
    const read = values('nodejs.eventloop.delay.watchdog').filter(({ t }) => t > 700);
    expect(read.length).toBeGreaterThan(20);
    // 14 ms, less the 5 that a beat may take: by its looks alone it would see most of them half over, or not at all.
    expect(median(read.map(({ value }) => value))).toBeGreaterThan(10.5);
  });

  test('its own processor time is none of the program’s', () => {
    const [said] = ofKind(records, 'text');
    const { ms } = JSON.parse(said?.text ?? '{}') as { ms: number };
    const read = values('process.cpu.time').filter(({ t }) => t <= (said?.t ?? 0));
    const own = ms - (read.at(-1)?.value ?? NaN);
    // A thread that starts and then wakes 50 times a second for 4 s.
    expect(own).toBeGreaterThan(60);
    expect(read.at(-1)?.value).toBeGreaterThan(0.5 * ms);
  });
});
