import { describe, expect, test } from 'vitest';
import { loopSteps, readRan, type Ran } from '../../../labs/kit/loop.ts';
import { laneOf, shownFor, stepSentence } from '../../../src/run/loop.ts';

const ran = (name: string, queue: Ran['queue'], [asked, t, duration]: [number, number, number]): Ran => ({
  name,
  phase: queue === 'check' ? 'check' : 'poll',
  queue,
  asked,
  t,
  duration,
  stack: [],
});

/** A report that runs from 100 to 200, requests that come while it does, and a slice. */
const busy = [
  ran('report', 'poll', [99, 100, 100]),
  ran('fast 2', 'poll', [150, 202, 1]),
  ran('fast 1', 'poll', [120, 201, 1]),
  ran('slice', 'check', [199, 205, 5]),
  ran('later', 'poll', [300, 301, 1]),
];

describe('the steps of what ran', () => {
  test('come in the order in which they began, each with its wait', () => {
    expect(loopSteps(busy).map(({ name, waited }) => [name, waited])).toEqual([
      ['report', 1],
      ['fast 1', 81],
      ['fast 2', 52],
      ['slice', 6],
      ['later', 1],
    ]);
  });

  test('say what waited when a step ended: asked for before its end, and begun after it', () => {
    const [report, first] = loopSteps(busy);
    expect(report?.waiting).toEqual([
      {
        queue: 'poll',
        entries: [
          { name: 'fast 1', waited: 80 },
          { name: 'fast 2', waited: 50 },
        ],
      },
      { queue: 'check', entries: [{ name: 'slice', waited: 1 }] },
    ]);
    expect(first?.waiting[0]?.entries.map(({ name }) => name)).toEqual(['fast 2']);
  });

  test('are those of a window, and know what waited beyond it', () => {
    const steps = loopSteps(busy, 100, 201);
    expect(steps.map(({ name }) => name)).toEqual(['report', 'fast 1']);
    expect(steps[1]?.waiting.find(({ queue }) => queue === 'check')?.entries).toHaveLength(1);
  });

  test('are at most 300', () => {
    const many = Array.from({ length: 400 }, (_, i) => ran('fast', 'poll', [i, i, 0.1]));
    expect(loopSteps(many)).toHaveLength(300);
  });
});

test('a report that is none is left out, and nothing is thrown', () => {
  const good = ran('fast', 'poll', [1, 2, 3]);
  expect(readRan(undefined)).toEqual([]);
  expect(readRan([good, null, 'x', { ...good, phase: 'lunch' }, { ...good, t: Number.NaN }])).toEqual([good]);
});

describe('the lane', () => {
  test('puts waits that overlap into rows of their own, and takes a free row again', () => {
    const { waits, rows, span } = laneOf(loopSteps(busy));
    expect(span).toBe(202);
    expect(waits.map(({ step, row }) => [step, row])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(rows).toBe(3);
    const later = laneOf(loopSteps([...busy, ran('fast 3', 'poll', [302, 320, 1])]));
    expect(later.waits.at(-1)?.row).toBe(0);
  });

  test('is played so many times slower, and step by step for who wants less motion', () => {
    const steps = loopSteps(busy);
    expect(shownFor(steps, 0, { lane: 'time', speed: 40, reduced: false })).toBe(101 * 40);
    expect(shownFor(steps, 1, { lane: 'time', speed: 10, reduced: true })).toBe(1000);
    expect(shownFor(steps, 1, { lane: 'order', speed: 500, reduced: false })).toBe(500);
  });
});

test('a step is said with its time, its place and its wait', () => {
  const [, first, , slice] = loopSteps(busy);
  expect(stepSentence(first!, 100)).toBe('fast 1: at 101 ms, in poll; waited 81.00 ms, ran 1.00 ms');
  expect(stepSentence(slice!, 100)).toBe('slice: at 105 ms, in check; waited 6.00 ms, ran 5.00 ms');
});
