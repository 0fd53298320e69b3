/** What a program reports from several threads arrives as it was reported, however large. */
import { expect, test } from 'vitest';
import { ofKind, runFixture } from './run-fixture.ts';

test('artifacts of megabytes arrive whole, while the watchdog and another thread report', async () => {
  const records = await runFixture('kit-artifacts');
  expect(ofKind(records, 'notice')).toEqual([]);
  const artifacts = ofKind(records, 'artifact');
  expect(artifacts.map(({ name }) => name)).toEqual(
    Array.from({ length: 8 }, (_, n) => `large-${String(n)}`),
  );
  for (const [number, { data }] of artifacts.entries())
    expect(data === `${String(number)}: aé→😀 ${'x'.repeat(100)}`.repeat(20_000)).toBe(true);

  // Not one after the other: the small ones came in the midst of the large.
  const [first, last] = [artifacts[0]!.t, artifacts.at(-1)!.t];
  const between = ofKind(records, 'sample').filter(({ t }) => t > first && t < last);
  expect(between.some(({ values }) => values['small'] !== undefined)).toBe(true);
  expect(between.some(({ values }) => values['nodejs.eventloop.delay.watchdog'] !== undefined)).toBe(true);
});
