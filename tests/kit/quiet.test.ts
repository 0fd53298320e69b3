import { expect, test } from 'vitest';
import { ofKind, runFixture } from './run-fixture.ts';

test('a quiet program is seen from outside, and nothing is said of a loop that was not metered', async () => {
  const records = await runFixture('kit-quiet');
  const metrics = (process: string) =>
    new Set(
      ofKind(records, 'sample').flatMap((sample) =>
        sample.process === process ? Object.keys(sample.values) : [],
      ),
    );
  const inLoop = (names: Set<string>) => [...names].filter((name) => name.startsWith('nodejs.eventloop.'));
  expect(inLoop(metrics('metered'))).toContain('nodejs.eventloop.delay.watchdog');
  expect(inLoop(metrics('quiet'))).toEqual([]);
  expect(metrics('quiet')).toContain('process.cpu.time');
  const listening = ofKind(records, 'process').filter(({ state }) => state === 'ready');
  expect(listening.map(({ process }) => process)).toEqual(['metered', 'quiet']);
});
