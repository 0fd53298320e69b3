import { expect, test } from 'vitest';
import { drawn, MOST_SEED } from '../../../labs/five-numbers/draw.ts';
import { kindOf } from '../../../labs/five-numbers/modes.ts';
import { line, NUMBERS, parse, type Reading } from '../../../labs/five-numbers/reading.ts';
import { slope, slopesOf, WARM_UP_SECONDS } from '../../../labs/five-numbers/slopes.ts';

const SECONDS = Array.from({ length: 50 }, (_, i) => i / 5);

/** The same numbers from 0 to 1 in each run of the tests. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test('the slope of a straight line is its own, and nothing is unsure', () => {
  const { perSecond, error } = slope(SECONDS.map((x) => ({ x, y: 3 + 2 * x })));
  expect(perSecond).toBeCloseTo(2, 10);
  expect(error).toBeCloseTo(0, 10);
});

test('least squares and its standard error are those of the textbook, where neighbours have nothing in common', () => {
  // What is left over, 0.1, -0.1, -0.1, 0.1, says nothing of a slope, nor one of the next.
  const { perSecond, error } = slope([0.1, -0.1, -0.1, 0.1].map((rest, i) => ({ x: i, y: 2 * i + rest })));
  expect(perSecond).toBeCloseTo(2, 10);
  expect(error).toBeCloseTo(Math.sqrt(0.04 / 2 / 5), 10);
});

test.each([2, 3, 5, 8, 15, 40, 200])(
  'under a sawtooth of %d teeth the true slope is within two errors about 19 times out of 20',
  (teeth) => {
    const next = numbers(teeth);
    const runs = 1000;
    let within = 0;
    for (let run = 0; run < runs; run += 1) {
      const phase = next();
      const points = SECONDS.map((x) => {
        const share = (phase + (x / 10) * teeth * (0.95 + 0.1 * next())) % 1;
        return { x, y: 2 * x + 6 * share };
      });
      const { perSecond, error } = slope(points);
      if (Math.abs(perSecond - 2) <= 2 * error) within += 1;
    }
    expect(within / runs).toBeGreaterThan(0.92);
  },
);

const reading = (seconds: number, mb: number): Reading => ({
  seconds,
  ...(Object.fromEntries(NUMBERS.map((name) => [name, mb])) as Record<(typeof NUMBERS)[number], number>),
});

test('what a program takes while it warms up is not counted', () => {
  const before = SECONDS.filter((x) => x < WARM_UP_SECONDS).map((x) => reading(x, 100 * x));
  expect(slopesOf(before)).toBeUndefined();
  const after = SECONDS.map((x) => reading(WARM_UP_SECONDS + x, 50));
  expect(slopesOf([...before, ...after])?.rss).toEqual({ perSecond: 0, error: 0 });
});

test('a line of the log is read as it was written, and nothing else is', () => {
  const written: Reading = {
    seconds: 1.2,
    rss: 68.123,
    heapTotal: 6,
    heapUsed: 4.5,
    external: 1.25,
    arrayBuffers: 0.01,
  };
  expect(parse(line(written))).toEqual(written);
  for (const other of ['', '       seconds           rss', '1 2 3', `${line(written)} 7`]) {
    expect(parse(other)).toBeUndefined();
  }
});

test('every kind of leak can be drawn, and a seed draws the same again', () => {
  const kinds = Array.from({ length: MOST_SEED }, (_, i) => kindOf(drawn(i + 1)));
  expect(new Set(kinds)).toEqual(new Set(['nothing', 'objects', 'buffers', 'both']));
  expect(drawn(4711)).toEqual(drawn(4711));
  expect(Array.from({ length: MOST_SEED }, (_, i) => drawn(i + 1).length)).not.toContain(0);
});
