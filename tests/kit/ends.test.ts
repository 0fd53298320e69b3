import { expect, test } from 'vitest';
import { ofKind, runFixture } from './run-fixture.ts';

test('a program that is all that there is to play ends the scenario with itself', async () => {
  const records = await runFixture('kit-ends');
  expect(ofKind(records, 'text')).toMatchObject([{ text: 'that was all' }]);
  expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
  expect(records.at(-1)?.t).toBeLessThan(30_000);
});
