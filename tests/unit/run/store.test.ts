import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { leftOut } from '../../../src/run/left-out.ts';
import { createRunStore, MAX_SERIES } from '../../../src/run/store.ts';
import { done, event, head, labWith, partStart, sample } from './lab.ts';

describe('series', () => {
  test('values come back by process and metric, in the order of time', () => {
    const store = createRunStore(labWith());
    store.add(sample(0, { delay: 1, heap: 10 }));
    store.add(sample(10, { delay: 2 }));
    store.add(sample(10, { delay: 7 }, 'backend'));
    expect([...store.series('proxy', 'delay').times]).toEqual([0, 10]);
    expect([...store.series('proxy', 'delay').values]).toEqual([1, 2]);
    expect([...store.series('backend', 'delay').values]).toEqual([7]);
    expect([...store.series('proxy', 'nothing').values]).toEqual([]);
  });

  test('values that are not finite or out of order are left out and counted', () => {
    const store = createRunStore(labWith());
    store.add(sample(10, { delay: 1 }));
    store.add(sample(5, { delay: 2 }));
    store.add(sample(20, { delay: Number.NaN, heap: Infinity }));
    store.add(sample(Number.NaN, { delay: 3 }));
    expect([...store.series('proxy', 'delay').values]).toEqual([1]);
    expect(store.rejected).toEqual({ 'out-of-order': 1, 'not-finite': 3, full: 0 });
    expect(store.view.now).toBe(20);
  });

  test('a program that names a thousand metrics gets its first 500', () => {
    const store = createRunStore(labWith());
    for (let i = 0; i < 1000; i += 1) store.add(sample(i, { [`metric-${String(i)}`]: 1 }));
    expect(store.rejected.full).toBe(1000 - MAX_SERIES);
    expect(store.series('proxy', 'metric-999').times).toHaveLength(0);
  });

  test('hostile names are names like any other', () => {
    const store = createRunStore(labWith());
    const values = JSON.parse('{"__proto__": 4, "constructor": 5}') as Record<string, number>;
    store.add(sample(0, values, '__proto__'));
    expect([...store.series('__proto__', '__proto__').values]).toEqual([4]);
    expect([...store.series('__proto__', 'constructor').values]).toEqual([5]);
    expect(store.series('toString', 'constructor').times).toHaveLength(0);
  });
});

describe('what is left out', () => {
  const notice = (code: string, process: string, message: string): RunRecord => ({
    kind: 'notice',
    t: 1,
    level: 'warning',
    code,
    process,
    message,
  });

  test('is said once for each program, as it was counted last, and by the store itself', () => {
    const store = createRunStore(labWith());
    expect(leftOut(store)).toEqual([]);
    store.add(notice('reports-left-out', 'proxy', '1 line.'));
    store.add(notice('reports-left-out', 'backend', '7 lines.'));
    store.add(notice('reports-left-out', 'proxy', '20 lines.'));
    store.add(notice('bad-control', 'proxy', 'Another matter.'));
    expect(leftOut(store).map(({ message }) => message)).toEqual(['20 lines.', '7 lines.']);
    store.add(sample(10, { delay: 1 }));
    store.add(sample(5, { delay: 1 }));
    store.add(sample(20, { delay: Number.NaN, heap: Infinity }));
    expect(leftOut(store).at(-1)?.message).toBe(
      'Values, events and notices that are not kept here: 1 that came out of order, 2 that were no finite number.',
    );
  });
});

describe('view', () => {
  test('samples and events can be asked for between two times, both included', () => {
    const store = createRunStore(labWith());
    for (const t of [0, 10, 20, 30]) {
      store.add(sample(t, { delay: t * 2 }));
      store.add(event(t, 'gc'));
    }
    expect(store.view.samples('proxy', 'delay', 10, 20)).toEqual([
      { t: 10, value: 20 },
      { t: 20, value: 40 },
    ]);
    expect(store.view.samples('proxy', 'delay')).toHaveLength(4);
    expect(store.view.events('proxy', 'gc', 10, 20).map(({ t }) => t)).toEqual([10, 20]);
    expect(store.view.events('proxy', 'breaker.open')).toEqual([]);
  });

  test('a part lasts until the next one begins, and the last until the scenario ends', () => {
    const store = createRunStore(labWith());
    expect(store.view.part('a')).toBeUndefined();
    store.add(partStart(100, 'a'));
    store.add(sample(150, { x: 1 }));
    expect(store.view.part('a')).toEqual({ from: 100, to: 150, over: false });
    store.add(partStart(200, 'b'));
    expect(store.view.part('a')).toEqual({ from: 100, to: 200, over: true });
    store.add(done(300));
    expect(store.view.part('b')).toEqual({ from: 200, to: 300, over: true });
  });

  test('a part that was stopped in the middle is not over', () => {
    const store = createRunStore(labWith());
    store.add(partStart(100, 'a'));
    store.add(done(150, 'stopped'));
    expect(store.view.part('a')?.over).toBe(false);
  });

  test('a control has its default, then what it was set to, at any time asked', () => {
    const store = createRunStore(
      labWith({ controls: [{ kind: 'switch', name: 'slow', label: 'Slow', about: '', value: false }] }),
    );
    expect(store.view.control('slow')).toBe(false);
    store.add({ kind: 'control', t: 10, name: 'slow', value: true, by: 'learner' });
    expect(store.view.control('slow')).toBe(true);
    expect(store.view.control('slow', 5)).toBe(false);
    expect([...store.view.touched]).toEqual(['slow']);
    expect(store.view.control('unknown')).toBeUndefined();
  });
});

describe('the run as a whole', () => {
  test('head, programs, notices and the end are there', () => {
    const store = createRunStore(labWith());
    store.add(head);
    store.add({ kind: 'process', t: 1, process: 'proxy', state: 'starting', pid: 12 });
    store.add({ kind: 'process', t: 2, process: 'proxy', state: 'ready', port: 4000 });
    store.add({ kind: 'notice', t: 3, level: 'error', code: 'x', message: 'It broke.' });
    store.add(done(4, 'failed'));
    store.add(sample(5, { late: 1 }));
    expect(store.head?.id).toBe('run-1');
    expect(store.processes).toEqual([
      { name: 'proxy', state: 'ready', pid: 12, port: 4000, code: undefined, signal: undefined },
    ]);
    expect(store.notices).toHaveLength(1);
    expect(store.done?.reason).toBe('failed');
    expect(store.series('proxy', 'late').times).toHaveLength(0);
  });

  test('60 s of 100 samples a second in 8 series go in within a second', () => {
    const store = createRunStore(labWith());
    const began = performance.now();
    for (let t = 0; t < 60_000; t += 10) {
      const values: Record<string, number> = {};
      for (let i = 0; i < 8; i += 1) values[`m${String(i)}`] = t;
      store.add(sample(t, values));
      if (t % 250 === 0) store.view.samples('proxy', 'm3', t - 1000);
    }
    expect(store.series('proxy', 'm7').times).toHaveLength(6000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
