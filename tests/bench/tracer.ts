/** What the tracer of the lab where-time-went costs a server, in CPU time for each request. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { turns } from './compare.ts';
import type { Comparison } from './result.ts';
import { cost, end, start, WARM_UP, type Server } from './served.ts';

const PAIRS = 24;

/** What people run, and the two worst cases: a handler that does nothing has nothing to hide the cost behind. */
const handlers: { path: string; name: string; atMost?: number }[] = [
  {
    path: '/express/agent',
    name: 'Express, an awaited call by http.get and a keep-alive agent',
    atMost: 1.5,
  },
  { path: '/express/fetch', name: 'Express, an awaited fetch', atMost: 1.5 },
  { path: '/express', name: 'Express, nothing but the answer' },
  { path: '/bare', name: 'node:http, nothing but the answer' },
];

export async function* tracer(): AsyncGenerator<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-bench-'));
  const started: Server[] = [];
  try {
    const remote = await start(['remote']);
    started.push(remote);
    const plain = await start(['plain', String(remote.port)]);
    started.push(plain);
    const traced = await start(['traced', String(remote.port), join(folder, 'log')]);
    started.push(traced);
    for (const { path, name, atMost } of handlers) {
      const comparison: Comparison = { name, unit: 'µs', a: [], b: [], atMost };
      for (let i = 0; i < WARM_UP; i += 1) for (const server of [plain, traced]) await cost(server, path);
      for (const turn of turns(PAIRS)) comparison[turn].push(await cost(turn === 'a' ? plain : traced, path));
      yield comparison;
    }
  } finally {
    end(started);
    rmSync(folder, { recursive: true });
  }
}
