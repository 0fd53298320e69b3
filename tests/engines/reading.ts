/** Reads a run as a page does, and waits for what it shows. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RecordKind, RecordOf, RunRecord } from '../../labs/kit/records.ts';
import type { Run } from '../../src/engines/engine.ts';
import { runsFolder } from './server.ts';

const PATIENCE_MS = 20_000;

export interface Reading {
  readonly seen: readonly RunRecord[];
  /** Reads until a record of this kind fits; fails with what was seen if none comes. */
  until: <K extends RecordKind>(kind: K, fits?: (record: RecordOf<K>) => boolean) => Promise<RecordOf<K>>;
  /** Reads to the end of the stream; gives all records. */
  toEnd: () => Promise<readonly RunRecord[]>;
  cancel: () => Promise<void>;
}

export function readRun(run: Run): Reading {
  const reader = run.records.getReader();
  const seen: RunRecord[] = [];

  const next = async (): Promise<RunRecord | undefined> => {
    let late: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => {
        reject(
          new Error(
            `nothing more came; seen so far:\n${seen
              .map((record) => JSON.stringify(record))
              .join('\n')
              .slice(-3000)}`,
          ),
        );
      }, PATIENCE_MS);
    });
    const { value } = await Promise.race([reader.read(), timeout]);
    clearTimeout(late);
    if (value) seen.push(value);
    return value;
  };

  return {
    seen,
    until: async (kind, fits = () => true) => {
      type Wanted = RecordOf<typeof kind>;
      const isIt = (record: RunRecord): record is Wanted => record.kind === kind && fits(record as Wanted);
      const already = seen.find(isIt);
      if (already) return already;
      for (let record = await next(); record; record = await next()) if (isIt(record)) return record;
      throw new Error(
        `the run ended without the ${kind} that was waited for:\n${seen
          .map((record) => JSON.stringify(record))
          .join('\n')
          .slice(-3000)}`,
      );
    },
    toEnd: async () => {
      while (await next());
      return seen;
    },
    cancel: () => reader.cancel(),
  };
}

/** What every run's records must be, however it went. */
export function expectOrder(records: readonly RunRecord[]): void {
  expect(records[0]?.kind).toBe('run');
  expect(records.at(-1)?.kind).toBe('done');
  expect(records.filter((record) => record.kind === 'run')).toHaveLength(1);
  expect(records.filter((record) => record.kind === 'done')).toHaveLength(1);
  const times = records.map((record) => record.t);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
}

/** The processes that the records name. */
export function pids(records: readonly RunRecord[]): number[] {
  return [
    ...new Set(
      records.flatMap((record) =>
        record.kind === 'process' && record.pid !== undefined ? [record.pid] : [],
      ),
    ),
  ];
}

/** Whether a process runs; one that has ended and that nobody has asked about yet (a zombie) does not. */
export function lives(pid: number): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && !stdout.startsWith('Z');
}

const runsFolders = new Set([runsFolder]);

/** An engine whose runs have their folders elsewhere says where. */
export function alsoLookIn(folder: string): void {
  runsFolders.add(folder);
}

export function runFolderExists(records: readonly RunRecord[]): boolean {
  const head = records.find((record) => record.kind === 'run');
  return head !== undefined && [...runsFolders].some((folder) => existsSync(join(folder, head.id)));
}

/** Looks again and again until something is so. */
export async function eventually(isSo: () => boolean, within = 5000): Promise<void> {
  const end = performance.now() + within;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not so within ${String(within)} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function parentOf(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}
