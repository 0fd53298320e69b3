/** One suite for every engine: a learner cannot tell from its records where a lab runs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { cases } from './cases.ts';
import { engines } from './engines.ts';

/** `npm test` finds a browser, or says that there is none. */
const browserThere = process.env['CHROMIUM_PATH'] !== undefined;

describe.each(engines)('the $kind engine', ({ kind, start, browser, cannot }) => {
  const it = browser && !browserThere ? test.skip : test;
  let started: { engine: Engine; end: () => Promise<unknown> } | undefined;
  beforeAll(async () => {
    if (!browser || browserThere) started = await start();
  });
  afterAll(() => started?.end());

  it('boots, and tells where it runs and what it can measure', async () => {
    const running: string[] = [];
    const done: string[] = [];
    const booted = await started!.engine.boot({
      signal: new AbortController().signal,
      onProgress: ({ id, state }) => (state === 'running' ? running : done).push(id),
    });
    expect(booted).toMatchObject({
      ok: true,
      capabilities: { node: process.version, platform: process.platform },
    });
    expect(running).toHaveLength(kind === 'webcontainer' ? 4 : 1);
    expect(done).toEqual(running);
    if (!booted.ok) return;
    const { can, why } = booted.capabilities;
    for (const [name, able] of Object.entries(can)) {
      expect(why[name as keyof typeof why] === undefined, `${name} says why exactly when it is missing`).toBe(
        able,
      );
    }
  });

  it.each(cases.filter(({ id }) => cannot[id] === undefined))('$id: $title', async ({ prove }) => {
    expect(started!.engine.kind).toBe(kind);
    await prove(started!.engine);
  });

  it('leaves out no case that there is not', () => {
    expect(Object.keys(cannot).filter((id) => cases.every((one) => one.id !== id))).toEqual([]);
  });
});
