/**
 * `heap-compare.ts WHO BEFORE AFTER`: compares two snapshots by class, as `memlab` or as `ours`, and prints the
 * milliseconds that it took and the most memory in MB. memlab is given less to do: it sums up no retained sizes.
 */
import { compareHeaps } from '../../labs/kit/heap/compare.ts';
import { heapFile } from '../../labs/kit/heap/file.ts';
import { readByMemlab } from '../fixtures/heap-by-memlab.ts';

const [who, before = '', after = ''] = process.argv.slice(2);

async function byMemlab(): Promise<number> {
  const counts = new Map<string, number>();
  for (const [file, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const snapshot = await readByMemlab(file);
    snapshot.nodes.forEach(({ name }) => {
      counts.set(name, (counts.get(name) ?? 0) + sign);
    });
  }
  return counts.get('LeakyClass') ?? 0;
}

async function byUs(): Promise<number> {
  const result = await compareHeaps(await heapFile(before), await heapFile(after));
  if (!result.ok) throw new Error(result.problem.message);
  return result.comparison.classes.find(({ name }) => name === 'LeakyClass')?.countChange ?? 0;
}

const began = performance.now();
const leaked = await (who === 'memlab' ? byMemlab() : byUs());
const ms = performance.now() - began;
if (leaked !== 4000) throw new Error(`${String(who)} found ${String(leaked)} leaked objects, not 4000.`);
console.log(`${ms.toFixed(0)} ${(process.resourceUsage().maxRSS / 1024).toFixed(0)}`);
