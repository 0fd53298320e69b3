/**
 * `npm run bench [-- NAME…]`: benchmarks, as ratios of two things measured in turns where there are two. Exit
 * code 1 if one misses its bar, 2 if there is no such benchmark.
 */
import { cpus } from 'node:os';
import { exceeded, line } from './compare.ts';
import type { Comparison } from './compare.ts';
import { figureLine, missed } from './figure.ts';
import type { Figure } from './figure.ts';
import { heap } from './heap.ts';
import { lighthouse } from './lighthouse.ts';
import { tracer } from './tracer.ts';

/** What it says, and how it is measured. */
const benchmarks: Record<string, { about: string; run: () => AsyncIterable<Comparison | Figure> }> = {
  tracer: { about: 'Server CPU per request: without the breakdown tracer → with it', run: tracer },
  heap: { about: 'Comparing two heap snapshots: by memlab → by ours', run: heap },
  lighthouse: { about: 'Performance by Lighthouse, as on a phone: the export on nginx', run: lighthouse },
};

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
  if (unknown !== undefined) {
    console.error(`There is no benchmark "${unknown}". Choose of: ${Object.keys(benchmarks).join(', ')}.`);
    return 2;
  }
  console.log(
    `Node ${process.version}, ${process.platform}, ${String(cpus().length)} cores. Median (quartiles)`,
  );
  let code = 0;
  for (const [name, { about, run }] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}: ${about}`);
    for await (const result of run()) {
      console.log(`  ${'a' in result ? line(result) : figureLine(result)}`);
      if ('a' in result ? exceeded(result) : missed(result)) code = 1;
    }
  }
  return code;
}

process.exitCode = await main(process.argv.slice(2));
