/** The recorded engine: it replays, it never pretends. */
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../labs/kit/records.ts';
import { createRecordedEngine, type LoadRecording } from '../../src/engines/recorded.ts';
import { expectOrder, readRun } from './reading.ts';

const recording = [
  {
    kind: 'run',
    t: 0,
    format: 1,
    id: 'then',
    lab: 'echo',
    variant: 'starter',
    edited: [],
    node: 'v24.1.2',
    platform: 'linux',
    cores: 16,
    startedAt: '2026-01-02T03:04:05Z',
  },
  { kind: 'event', t: 100, process: 'scenario', name: 'part.start', detail: { id: 'first', label: 'first' } },
  { kind: 'sample', t: 300, process: 'server', values: { x: 1 } },
  { kind: 'sample', t: 700, process: 'server', values: { x: 2 } },
  { kind: 'done', t: 900, reason: 'scenario-ended' },
]
  .map((record) => JSON.stringify(record))
  .join('\n');

const give =
  (text: string | undefined): LoadRecording =>
  () =>
    Promise.resolve(text);
const engineOf = (load: LoadRecording, speed?: number) =>
  createRecordedEngine({ lab: 'echo', load, ...(speed !== undefined && { speed }) });
const replay = (speed?: number) => engineOf(give(recording), speed).run({ lab: 'echo' });
const kinds = (records: readonly RunRecord[]): string[] => records.map((record) => record.kind);

describe('a replay', () => {
  it('shows the recording\u2019s own records, not later ones before their time', async () => {
    const began = performance.now();
    const reading = readRun(replay());
    for (const t of [100, 300, 700]) {
      await reading.until(t === 100 ? 'event' : 'sample', (record) => record.t === t);
      expect(performance.now() - began).toBeGreaterThanOrEqual(t - 2);
    }
    const records = await reading.toEnd();
    expect(records[0]).toMatchObject({
      id: 'then',
      node: 'v24.1.2',
      cores: 16,
      startedAt: '2026-01-02T03:04:05Z',
    });
    expect(records.map((record) => JSON.stringify(record)).join('\n')).toBe(recording);
  });

  it('can be played faster, or at once, with the same records and times', async () => {
    const began = performance.now();
    for (const speed of [20, Infinity]) {
      const records = await readRun(replay(speed)).toEnd();
      expect(records.map((record) => record.t)).toEqual([0, 100, 300, 700, 900]);
    }
    expect(performance.now() - began).toBeLessThan(800);
  });

  it('of so many seconds of scenario ends there', async () => {
    const records = await readRun(
      engineOf(give(recording), Infinity).run({ lab: 'echo', seconds: 0.5 }),
    ).toEnd();
    expect(records.map((record) => record.t)).toEqual([0, 100, 300, 300]);
    expect(records.at(-1)).toMatchObject({ reason: 'scenario-ended' });
  });

  it('plays the recording of the variant that is asked for', async () => {
    const asked: string[] = [];
    const engine = engineOf((lab, variant) => {
      asked.push(`${lab} ${variant}`);
      return Promise.resolve(recording);
    }, Infinity);
    await readRun(engine.run({ lab: 'echo', variant: 'solution' })).toEnd();
    expect(asked).toEqual(['echo solution']);
  });
});

describe('what cannot apply to a recording', () => {
  it('is said at the start for edits and controls, with how to run it for real', async () => {
    const records = await readRun(
      engineOf(give(recording), Infinity).run({
        lab: 'echo',
        edits: { 'server.ts': '' },
        controls: { speed: 3 },
      }),
    ).toEnd();
    expectOrder(records);
    expect(records[1]).toMatchObject({
      kind: 'notice',
      level: 'info',
      code: 'recording-fixed',
      message: expect.stringContaining('edits and controls') as string,
      next: expect.stringContaining('npm start') as string,
    });
  });

  it('is said once for controls that are moved', async () => {
    const run = replay();
    const reading = readRun(run);
    await reading.until('event');
    run.send({ type: 'set', name: 'speed', value: 3 });
    run.send({ type: 'input', process: 'server', text: 'x' });
    const records = await reading.toEnd();
    expect(records.filter((record) => record.kind === 'notice')).toHaveLength(1);
    expect(records.some((record) => record.kind === 'control')).toBe(false);
  });
});

describe('a recording that is not there, or not whole', () => {
  it.each([
    ['missing', give(undefined), 'no-recording'],
    ['unreachable', () => Promise.reject(new Error('offline')), 'no-recording'],
    ['broken', give(recording.replace('"sample"', '"simple"')), 'bad-recording'],
    ['of another format', give(recording.replace('"format":1', '"format":2')), 'bad-recording'],
    ['cut off', give(recording.slice(0, -60)), 'bad-recording'],
    ['a page', give('<!doctype html>'), 'bad-recording'],
  ] as const)('%s, is said on boot and on a run', async (_how, load, code) => {
    const booted = await engineOf(load).boot({
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(booted).toMatchObject({ ok: false, error: { code } });
    const records = await readRun(engineOf(load).run({ lab: 'echo' })).toEnd();
    expectOrder(records);
    expect(kinds(records)).toEqual(['run', 'notice', 'done']);
    expect(records[1]).toMatchObject({ level: 'error', code });
  });

  it('that never arrives can be stopped', async () => {
    const run = engineOf(() => new Promise(() => undefined)).run({ lab: 'echo' });
    await run.stop();
    expect(kinds(await readRun(run).toEnd())).toEqual(['run', 'done']);
  });
});
