/** Runs a lab of `tests/fixtures/labs` under a supervisor of its own; gives all its records. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StartMessage } from '../../labs/kit/messages.ts';
import { parseRecord, type RecordKind, type RecordOf, type RunRecord } from '../../labs/kit/records.ts';

const supervisor = fileURLToPath(new URL('../../labs/kit/supervise.ts', import.meta.url));
const labs = fileURLToPath(new URL('../fixtures/labs', import.meta.url));

export interface Fixture {
  supervisor: ChildProcess;
  records: AsyncGenerator<RunRecord>;
}

export function startFixture(
  lab: string,
  limits: StartMessage['limits'] = {},
  environment: NodeJS.ProcessEnv = {},
): Fixture {
  const child = spawn(process.execPath, [supervisor], {
    env: { ...process.env, UNDER_LOAD_LABS: labs, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${JSON.stringify({ type: 'start', id: randomUUID(), run: { lab }, limits })}\n`);
  async function* read(): AsyncGenerator<RunRecord> {
    for await (const line of createInterface({ input: child.stdout })) {
      const parsed = parseRecord(line);
      if (!parsed.ok) throw new Error(parsed.message);
      yield parsed.record;
    }
  }
  return { supervisor: child, records: read() };
}

export async function runFixture(
  lab: string,
  until?: (record: RunRecord) => boolean,
  limits?: StartMessage['limits'],
): Promise<RunRecord[]> {
  const { supervisor: child, records } = startFixture(lab, limits);
  const all: RunRecord[] = [];
  for await (const record of records) {
    all.push(record);
    if (until?.(record)) child.stdin?.end();
  }
  return all;
}

export function ofKind<K extends RecordKind>(records: readonly RunRecord[], kind: K): RecordOf<K>[] {
  return records.filter((record): record is RecordOf<K> => record.kind === kind);
}
