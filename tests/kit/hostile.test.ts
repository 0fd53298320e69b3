/** A program that writes nonsense to its channel harms nobody's records but its own, and that is said. */
import { beforeAll, expect, test } from 'vitest';
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';
import { ofKind, startFixture } from './run-fixture.ts';

const records: RunRecord[] = [];
let response: RecordOf<'response'> | undefined;

beforeAll(async () => {
  const run = startFixture('kit-hostile');
  const { stdin } = run.supervisor;
  for await (const record of run.records) {
    records.push(record);
    if (record.kind === 'response') response = record;
    if (record.kind === 'event' && record.name === 'part.start')
      stdin?.write(
        '{"type":"request","id":"1","process":"hostile","method":"GET","path":"/","headers":{}}\n',
      );
  }
});

test('the run goes on to its end, with a port that its program really has', () => {
  expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
  const ready = ofKind(records, 'process').find(
    ({ process, state }) => process === 'hostile' && state === 'ready',
  );
  expect(ready?.port).toBeLessThan(65_536);
});

test('a clock that jumps moves no record of another program', () => {
  const { startedAt } = ofKind(records, 'run')[0] ?? { startedAt: '' };
  const here = ofKind(records, 'event').filter(({ process }) => process === 'honest');
  expect(here).toHaveLength(10);
  for (const { t, detail } of here) {
    expect(Math.abs(Date.parse(startedAt) + t - Number(detail?.['at']))).toBeLessThan(1000);
  }
  const late = ofKind(records, 'event').find(({ name }) => name === 'late');
  expect(late?.t).toBeLessThan(here[0]?.t ?? 0);
});

test('what is left out is said, with its reasons, how many, and an example', () => {
  const said = ofKind(records, 'notice').filter(({ process }) => process === 'hostile');
  const leftOut = said.findLast(({ code }) => code === 'reports-left-out');
  expect(leftOut?.message).toMatch(/99,9\d\d values past the first 100 names of series/);
  expect(leftOut?.message).toContain('1 line that is not JSON');
  expect(leftOut?.message).toContain('1 value that is not a finite number');
  expect(leftOut?.message).toContain('1 name that is empty, too long or reserved');
  expect(leftOut?.message).toContain('1 report of a kind that is not for programs');
  expect(leftOut?.message).toContain('1 report that is nested too deeply');
  expect(leftOut?.message).toContain('First: {"kind":"listening","port":99999}.');
  expect(leftOut?.next).toBeTruthy();
  expect(said.some(({ code }) => code === 'clock-jumped')).toBe(true);
  expect(said.length).toBeLessThan(6);
});

test('the good value of a sample with bad ones, and the metrics of the kit, are there', () => {
  const names = new Set(
    ofKind(records, 'sample').flatMap(({ process, values }) =>
      process === 'hostile' ? Object.keys(values) : [],
    ),
  );
  expect(names).toContain('good');
  expect(names).toContain('nodejs.eventloop.utilization');
  expect(names.size).toBeLessThan(130);
});

test('an answer is cut, and what is wrong with its headers is said', () => {
  expect(response?.body).toHaveLength(100_000);
  expect(response?.headers).toMatchObject({ 'x-markup': '<b>' });
  expect(response?.error).toBe(
    'Headers of a reserved name are left out: __proto__, Constructor. The body is cut after 100,000 characters.',
  );
});
