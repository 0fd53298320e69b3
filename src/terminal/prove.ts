/**
 * `npm run prove -- <lab> [--times 20] [--whole]`: runs starter and solution so many times each, and shows
 * whether every starter failed, every solution passed, and how far the figures spread. A long lab leaves out
 * what no check needs, but for `--whole`.
 */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { Variant } from '../../labs/kit/records.ts';
import type { RunStore } from '../run/store.ts';
import { parseLabAndTimes } from './arguments.ts';
import { findLab, listLabs } from './find-lab.ts';
import { EXIT, exitCode } from './outcome.ts';
import { play } from './play.ts';
import { harmless, painter } from './style.ts';

const EXPECTED: Record<Variant, number> = { starter: EXIT.failed, solution: EXIT.passed };
const DEFAULT_TIMES = 20;
const paint = painter(process.stdout, process.env);

/** One run as one row: what it ended with, each check's figure, the figures that matter. */
function row(code: number, variant: Variant, run: RunStore): string {
  const asExpected = code === EXPECTED[variant];
  const checks = run
    .verdicts()
    .map(({ check, verdict }) => `${verdict.state === 'passed' ? '✓' : '✗'} ${check.id}: ${verdict.figure}`);
  const figures = run.figures().map(({ figure, value }) => `${figure.id} ${value ?? '–'}`);
  const notices = run.notices.filter(({ level }) => level === 'error').map(({ message }) => `! ${message}`);
  const rest = [...notices, ...checks, ...figures].map(harmless);
  return [paint(asExpected ? 'good' : 'bad', `exit ${String(code)}`), ...rest].join(' | ');
}

async function proveVariant(
  lab: Lab,
  variant: Variant,
  times: number,
  whole: boolean,
): Promise<number | 'interrupted'> {
  const controls = whole ? {} : lab.short;
  let asExpected = 0;
  for (let time = 1; time <= times; time += 1) {
    const run = await play(lab, { lab: lab.id, variant, controls }, () => undefined);
    const code = exitCode(run);
    if (code === EXIT.interrupted) return 'interrupted';
    if (code === EXPECTED[variant]) asExpected += 1;
    console.log(
      `${variant.padEnd(8)} ${String(time).padStart(String(times).length)}/${String(times)}  ${row(code, variant, run)}`,
    );
  }
  return asExpected;
}

async function main(args: readonly string[]): Promise<number> {
  const typed = parseLabAndTimes(args);
  if (!typed.ok || typed.value.lab === undefined) {
    console.error(
      typed.ok ? `npm run prove -- <lab> [--times N] [--whole]\n\nLabs:\n${await listLabs()}` : typed.problem,
    );
    return EXIT.couldNotRun;
  }
  const lab = await findLab(typed.value.lab);
  if (!lab.ok) {
    console.error(lab.problem);
    return EXIT.couldNotRun;
  }
  const times = typed.value.times ?? DEFAULT_TIMES;
  const counts: number[] = [];
  for (const variant of ['starter', 'solution'] as const) {
    const count = await proveVariant(lab.value, variant, times, typed.value.whole);
    if (count === 'interrupted') return EXIT.interrupted;
    counts.push(count);
  }
  const [starter = 0, solution = 0] = counts;
  console.log(
    `\nThe starter failed ${String(starter)} of ${String(times)} times, the solution passed ${String(solution)} of ${String(times)} times.`,
  );
  return starter === times && solution === times ? EXIT.passed : EXIT.failed;
}

process.exitCode = await main(process.argv.slice(2));
