import { expect, test } from 'vitest';
import { ofKind, runFixture } from './run-fixture.ts';

test.each([
  ['disk', { diskBytes: 1_000_000 }, /folder grew to .* MiB on disk/],
  ['memory', { memoryBytes: 150_000_000 }, /used .* MiB of memory; .* MiB is the limit/],
  ['time', { wallMs: 1500 }, /after 1.5 s/],
])('a run that hits its limit of %s ends, and says which and how much', async (name, limits, message) => {
  const records = await runFixture('kit-greedy', undefined, limits);
  const [notice] = ofKind(records, 'notice');
  expect(notice).toMatchObject({ level: 'error', code: `limit-${name}` });
  expect(notice?.message).toMatch(message);
  expect(notice?.next).toBeTruthy();
  expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'limit' });
});
