/** Has each generator ask for five seconds, one after the other, and reports what it says. */
import { happened, liveControls } from '../kit/program.ts';
import { closed } from './closed.ts';
import { open } from './open.ts';
import { yours } from './yours.ts';

const generators = { closed, open, yours };
const url = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ connections: 10, rate: 100 });
const MS = 5000;

/** The value below which `share` of them are. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

for (const [name, generator] of Object.entries(generators)) {
  happened('begin', { generator: name });
  const plan = { url, ms: MS, connections: controls.connections, rate: controls.rate };
  const took = (await generator(plan)).sort((a, b) => a - b);
  happened('result', {
    generator: name,
    rate: plan.rate,
    count: took.length,
    p50: percentile(took, 0.5),
    p90: percentile(took, 0.9),
    p99: percentile(took, 0.99),
    max: took.at(-1) ?? 0,
    slow: took.filter((ms) => ms > 100).length,
  });
}
