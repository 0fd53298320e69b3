/** What comparing two heap snapshots takes: memlab's time and memory, and ours, on the same files. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { turns } from './compare.ts';
import type { Comparison } from './result.ts';

const LEAKY = fileURLToPath(new URL('../fixtures/programs/leaky.ts', import.meta.url));
const COMPARE = fileURLToPath(new URL('heap-compare.ts', import.meta.url));
const PAIRS = 3;
/** Entries of its cache: snapshots of 30 MB. */
const BALLAST = 43_000;

export async function* heap(): AsyncGenerator<Comparison> {
  await Promise.resolve();
  const folder = mkdtempSync(join(tmpdir(), 'under-load-bench-'));
  try {
    execFileSync(process.execPath, [LEAKY, folder, '1000', '5000', String(BALLAST)]);
    const files = ['before', 'after'].map((name) => join(folder, `${name}.heapsnapshot`));
    const sizes = files.map((file) => `${(statSync(file).size / 1e6).toFixed(0)} MB`).join(' and ');
    const time: Comparison = { name: `comparing ${sizes}, time`, unit: 'ms', a: [], b: [], atMost: 3 };
    const memory: Comparison = { name: `comparing ${sizes}, most memory`, unit: 'MB', a: [], b: [] };
    for (const turn of turns(PAIRS)) {
      const who = turn === 'a' ? 'memlab' : 'ours';
      // Each in a process of its own: the memory of both is that of one comparison.
      const [ms, mb] = execFileSync(process.execPath, [COMPARE, who, ...files], { encoding: 'utf8' }).split(
        ' ',
      );
      time[turn].push(Number(ms));
      memory[turn].push(Number(mb));
    }
    yield time;
    yield memory;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
