/** What the checks of the sick service make of a run, without one. */
import { expect, test } from 'vitest';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { diagnosisOf, draw } from '../../../labs/sick-service/draw.ts';
import { readDiagnosis } from '../../../labs/sick-service/diagnosis.ts';
import lab from '../../../labs/sick-service/lab.ts';
import { createRunStore } from '../../../src/run/store.ts';
import { done, event, head, sample } from '../run/lab.ts';

const SHOP = 7;
const MEGABYTE = 1e6;

interface Told {
  /** Ms of a page that is due at this time of the scenario. */
  page?: (due: number) => number;
  status?: (due: number) => number;
  errand?: boolean;
  /** Bytes that are alive in the midst and at the end. */
  alive?: [number, number];
  /** Ms of CPU time in each second at rest. */
  atRest?: number;
  diagnosis?: string;
  pages?: boolean;
}

/** A whole run of shop 7, as told; what is not told is well. */
function run(told: Told = {}) {
  const records: RunRecord[] = [{ kind: 'control', t: 0, name: 'shop', value: SHOP, by: 'learner' }];
  for (const part of lab.scenario.parts)
    records.push(event(part.at, 'part.start', 'scenario', { id: part.id, label: part.label }));
  records.push(
    event(100, 'diagnosis', 'reader', { ...readDiagnosis(told.diagnosis ?? diagnosisOf(draw(SHOP))) }),
  );
  if (told.pages !== false) {
    for (let due = 3000; due < 13_000; due += 40) {
      const ms = told.page?.(due) ?? 50;
      const status = told.status?.(due) ?? 200;
      records.push(event(due + ms, 'page', 'shoppers', { ms, status, right: status === 200 }));
    }
    for (let t = 3500; t < 13_000; t += 700)
      records.push(
        event(t, 'errand', 'shoppers', { what: 'receipt', ms: 9, status: 200, right: told.errand ?? true }),
      );
  }
  const [midst, end] = told.alive ?? [30 * MEGABYTE, 31 * MEGABYTE];
  for (const [t, heap] of [
    [500, 25 * MEGABYTE],
    [7000, midst],
    [13_000, end],
  ] as const)
    records.push(event(t, 'alive', 'shop', { timers: 20, heap, external: 10 * MEGABYTE }));
  for (let t = 17_000; t <= 21_000; t += 100)
    records.push(
      sample(t, { 'process.cpu.time': 3000 + ((t - 17_000) / 1000) * (told.atRest ?? 30) }, 'shop'),
    );
  const store = createRunStore(lab);
  for (const record of [head, ...records.toSorted((a, b) => a.t - b.t)]) store.add(record);
  store.add(done(21_100));
  return Object.fromEntries(store.verdicts().map(({ check, verdict }) => [check.id, verdict]));
}
const failed = (told: Told) =>
  Object.entries(run(told))
    .filter(([, { state }]) => state !== 'passed')
    .map(([id]) => id);

test('a shop that is well passes every check', () => {
  expect(failed({})).toEqual([]);
});

test('nothing done passes none but the diagnosis and the rest', () => {
  expect(failed({ pages: false })).toEqual(['quick', 'answered']);
});

test('a hiccup of the machine is forgiven, pages that are slow in each stretch are not', () => {
  expect(failed({ page: (due) => (due > 5000 && due < 6500 ? 900 : 60) })).toEqual([]);
  expect(failed({ page: (due) => (due % 2000 < 300 ? 700 : 60) })).toEqual(['quick']);
  expect(run({ page: () => 512 })['quick']?.figure).toBe('512 ms, must be under 400 ms');
});

test('pages that are turned away, or an errand with a wrong answer, fail by their share and by their name', () => {
  expect(failed({ status: (due) => (due % 200 === 80 ? 503 : 200) })).toEqual(['answered']);
  expect(run({ errand: false })['answered']?.figure).toMatch(/receipt not answered, or wrong$/);
});

test('what is kept and what runs at rest are judged by themselves', () => {
  expect(failed({ alive: [30 * MEGABYTE, 43 * MEGABYTE] })).toEqual(['memory']);
  expect(failed({ atRest: 250 })).toEqual(['quiet-after']);
});

test('the diagnosis of another shop is not that of this one', () => {
  expect(run({ diagnosis: diagnosisOf(draw(SHOP + 1)) })['diagnosis']).toMatchObject({
    state: 'failed',
    figure: expect.stringMatching(/^[0-3] of 4 faults named/) as string,
  });
  expect(run({ diagnosis: 'faults: none' })['diagnosis']?.figure).toMatch(/^diagnosis\.yml: begin the list/);
});
