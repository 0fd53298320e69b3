/** What building the site takes, and what the last whole `npm test` took on this machine. */
import * as v from 'valibot';
import { build } from '../../scripts/lib/build.mjs';
import { keptTimes } from '../../scripts/lib/suite-times.mjs';
import { lessons } from '../lessons.ts';
import type { Result } from './result.ts';

const BUILDS = 3;
/** The aim for all tests on two cores. */
const TESTS_AT_MOST_S = 20 * 60;

const timesSchema = v.object({
  date: v.string(),
  cores: v.number(),
  seconds: v.record(v.string(), v.number()),
});

export async function* building(): AsyncGenerator<Result> {
  const seconds: number[] = [];
  for (let i = 0; i < BUILDS; i += 1) {
    const from = performance.now();
    if (!(await build(process.execPath, { stdio: 'ignore' })))
      throw new Error('the site could not be built.');
    seconds.push((performance.now() - from) / 1000);
  }
  const built = lessons.filter(({ draft }) => !draft).length;
  yield { name: 'building the whole site', unit: 's', values: seconds };
  yield {
    name: `the same, divided by its ${String(built)} lessons`,
    unit: 's',
    values: seconds.map((one) => one / built),
  };
  const kept = v.safeParse(timesSchema, keptTimes());
  if (!kept.success) return;
  const { date, cores, seconds: bySuite } = kept.output;
  const when = `on ${date}, ${String(cores)} cores`;
  const suites = Object.entries(bySuite);
  const all = suites.reduce((sum, [, one]) => sum + one, 0);
  yield {
    name: `npm test, all suites, ${when}`,
    unit: 's',
    values: [all],
    atMost: TESTS_AT_MOST_S,
    why: 'real runs in real time, two at a time',
  };
  for (const [name, one] of suites) yield { name: `npm test, ${name}, ${when}`, unit: 's', values: [one] };
}
