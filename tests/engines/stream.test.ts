/** The reader's end of a run, whatever its other end sends. */
import { expect, it } from 'vitest';
import type { RunRecord } from '../../labs/kit/records.ts';
import { createRecordStream, unbegun } from '../../src/engines/stream.ts';

async function pass(records: readonly RunRecord[]): Promise<RunRecord[]> {
  const out = createRecordStream(
    () => unbegun({ lab: 'a' }),
    () => undefined,
  );
  for (const record of records) out.put(record);
  const seen: RunRecord[] = [];
  for await (const record of out.records) seen.push(record);
  return seen;
}

const text = (t: number): RunRecord => ({ kind: 'text', t, process: 'a', stream: 'stdout', text: '' });
const done: RunRecord = { kind: 'done', t: 30, reason: 'stopped' };

it('records out of order stand at the time of the one before, are counted, and that is said', async () => {
  const seen = await pass([text(10), text(20), text(5), text(15), text(20), done]);
  expect(seen.map(({ t }) => t)).toEqual([0, 10, 20, 20, 20, 20, 20, 30]);
  expect(seen.at(-2)).toMatchObject({
    kind: 'notice',
    code: 'records-moved',
    message: '2 records came out of order, and stand at the time of the one before.',
  });
});

it('of records in order nothing is said', async () => {
  expect((await pass([text(10), text(10), done])).map(({ kind }) => kind)).toEqual([
    'run',
    'text',
    'text',
    'done',
  ]);
});
