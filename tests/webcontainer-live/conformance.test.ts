/**
 * The conformance suite on StackBlitz's own host, and what its runtime can measure: the one thing that no test
 * without a network can show. `npm run test:webcontainer-live`.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { cases } from '../engines/cases.ts';
import { startWebcontainer } from '../engines/webcontainer/browser.ts';

const HOST = 'https://stackblitz.com/headless';
const ANSWERS_WITHIN_MS = 15_000;

const unseen = 'its processes and files cannot be seen from outside of the page';
/** Cases that cannot apply, with the reason. */
const cannot: Record<string, string> = {
  'nothing-left': unseen,
  'reader-gone': unseen,
  'million-lines': unseen,
  deaf: unseen,
  blocked: unseen,
  grandchild: unseen,
  'port-taken': 'the port is taken on this machine, and not in the page',
};

/** Why nothing can be tested; undefined if something can. */
async function obstacle(): Promise<string | undefined> {
  if (process.env['CHROMIUM_PATH'] === undefined) return 'there is no Chromium';
  try {
    const { ok, status } = await fetch(HOST, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return ok ? undefined : `${HOST} answered ${String(status)}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return `${HOST} could not be reached (${cause instanceof Error ? cause.message : message})`;
  }
}

const why = await obstacle();
if (why !== undefined) console.log(`Nothing of the real WebContainer is tested: ${why}.`);

describe.skipIf(why !== undefined)('the webcontainer engine on its real host', () => {
  let started: { engine: Engine; end: () => Promise<unknown> };
  beforeAll(async () => {
    started = await startWebcontainer('stackblitz');
  });
  afterAll(() => started.end());

  test('boots, and tells what it can measure', async () => {
    const booted = await started.engine.boot({
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(booted).toMatchObject({ ok: true });
    if (!booted.ok) return;
    const { node, platform, cores, can, why: reasons } = booted.capabilities;
    console.log(`Node ${node}, ${platform}, ${String(cores)} cores`);
    console.table(
      Object.entries(can).map(([capability, able]) => ({
        capability,
        able,
        why: reasons[capability as keyof typeof reasons] ?? '',
      })),
    );
  });

  test.each(cases.filter(({ id }) => cannot[id] === undefined))('$id: $title', async ({ prove }) => {
    await prove(started.engine);
  });

  test('no case is left out that there is not', () => {
    expect(Object.keys(cannot).filter((id) => cases.every((one) => one.id !== id))).toEqual([]);
  });
});
