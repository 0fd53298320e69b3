/** What "Five numbers" says of the programs that a run has started. */
import { expect, test } from 'vitest';
import { knownNamed } from '../../../labs/five-numbers/checks.ts';
import { areas, KNOWN, slopeRows } from '../../../labs/five-numbers/figures.ts';
import lab from '../../../labs/five-numbers/lab.ts';
import { kindOf } from '../../../labs/five-numbers/modes.ts';
import { NUMBERS } from '../../../labs/five-numbers/reading.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { storeOf } from '../../../src/run/recording.ts';
import { done, event, head, partStart } from '../run/lab.ts';

const slopes = Object.fromEntries(NUMBERS.map((number) => [number, { perSecond: 0, error: 0 }]));
const viewOf = (records: RunRecord[]) => storeOf(lab, [head, ...records]).view;
/** All that are known, measured to the end and named rightly. */
const known = Object.entries(KNOWN).flatMap(([name, modes]) => [
  event(5000, 'named', 'doctor', { name, slopes, kind: kindOf(modes) }),
  event(5000, 'measured', 'doctor', { name }),
]);

test('a program more, with options that were chosen, has its row and its picture; without one there is none', () => {
  const heads = (records: RunRecord[]) => slopeRows(viewOf(records)).map(({ head: one }) => one);
  expect(heads(known)).not.toContain('the one you chose');
  const chosen = event(100, 'chosen', 'doctor', { modes: ['leak-buffers', 'allocate-locals'] });
  const named = event(5000, 'named', 'doctor', { name: 'chosen', slopes, kind: 'nothing' });
  const view = viewOf([chosen, ...known, named]);
  expect(slopeRows(view).at(-1)).toMatchObject({ head: 'the one you chose', tone: 'bad' });
  expect(slopeRows(view).at(-1)?.cells.slice(-2)).toEqual(['buffers', 'nothing']);
  expect(areas(view).at(-1)?.name).toBe('the one you chose');
});

test('a program that had no time to be measured is told as that, and not as named wrongly', () => {
  const hardly = known.filter(
    (one) => one.kind !== 'event' || one.name !== 'named' || one.detail?.['name'] !== 'all',
  );
  const verdict = knownNamed(viewOf([partStart(4500, 'measured'), ...hardly, done(9000)]));
  expect(verdict).toMatchObject({ state: 'failed', because: expect.stringContaining('The machine is busy') });
  expect(knownNamed(viewOf([partStart(4500, 'measured'), ...known, done(9000)])).state).toBe('passed');
});
