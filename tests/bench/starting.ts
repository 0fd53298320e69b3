/** How long a learner waits: for the server, and from Run to what the run says first. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseRecord } from '../../labs/kit/records.ts';
import { processesBelow } from '../e2e/processes.ts';
import type { ServerProcess } from '../engines/server.ts';
import { needBuild, startReal } from './browser.ts';
import { turns } from './compare.ts';
import type { Comparison, Figure, Result } from './result.ts';

const BARE = fileURLToPath(new URL('starting-bare.ts', import.meta.url));
const PAIRS = 8;
const BOOTS = 7;
const LOOK_EVERY_MS = 20;
const GONE_WITHIN_MS = 10_000;

/** ms until a bare Node with the same imports says that it listens. */
async function startBare(): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(createInterface({ input: child.stdout }), 'line');
    return performance.now() - from;
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

interface Begun {
  /** ms from the request to the first record, and to the first program that listens. */
  record: number;
  listening: number;
}

/** Starts a run as `curl -N` does, and hangs up when its first program listens. */
async function startRun({ base, token }: ServerProcess): Promise<Begun> {
  const hangUp = new AbortController();
  const from = performance.now();
  const response = await fetch(`${base}/api/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, origin: base, 'content-type': 'application/json' },
    body: JSON.stringify({ lab: 'false-opens' }),
    signal: hangUp.signal,
  });
  if (!response.ok || !response.body) throw new Error(`the server answered ${String(response.status)}.`);
  let [record, unread] = [NaN, ''];
  try {
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (unread + text).split('\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        if (Number.isNaN(record)) record = performance.now() - from;
        const parsed = parseRecord(line);
        if (!parsed.ok) throw new Error(parsed.message);
        const { record: one } = parsed;
        if (one.kind === 'process' && one.state === 'ready') {
          return { record, listening: performance.now() - from };
        }
      }
    }
  } finally {
    hangUp.abort();
  }
  throw new Error('the run ended before a program listened.');
}

/** The next turn begins on a machine that has none of this one left. */
async function untilAlone({ pid }: ServerProcess): Promise<void> {
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (processesBelow(pid).length > 0) {
    if (performance.now() > deadline) throw new Error('a run did not end when its reader hung up.');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function* running(): AsyncGenerator<Result> {
  const server = await startReal();
  try {
    // The first run of a server loads what the later ones share.
    await startRun(server);
    await untilAlone(server);
    const record: Comparison = { name: 'first record', unit: 'ms', a: [], b: [] };
    const listening: Comparison = { name: 'first program listens', unit: 'ms', a: [], b: [], atMost: 3 };
    for (const turn of turns(PAIRS)) {
      if (turn === 'a') {
        const ms = await startBare();
        record.a.push(ms);
        listening.a.push(ms);
      } else {
        const begun = await startRun(server);
        record.b.push(begun.record);
        listening.b.push(begun.listening);
        await untilAlone(server);
      }
    }
    yield record;
    yield listening;
  } finally {
    await server.kill('SIGTERM');
  }
}

/** From the start of the server's process to its first page. */
async function* booting(): AsyncGenerator<Result> {
  const figure: Figure = {
    name: 'the server, from its start until it has sent a page',
    unit: 'ms',
    values: [],
    atMost: 1500,
  };
  for (let i = 0; i < BOOTS; i += 1) {
    const from = performance.now();
    const server = await startReal();
    const page = await fetch(server.base);
    await page.text();
    figure.values.push(performance.now() - from);
    await server.kill('SIGTERM');
    if (!page.ok) throw new Error(`the first page was answered with ${String(page.status)}.`);
  }
  yield figure;
}

export async function* starting(): AsyncGenerator<Result> {
  await needBuild();
  yield* running();
  yield* booting();
}
