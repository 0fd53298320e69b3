/**
 * `npm run record -- <lab>`: runs starter and solution for real and keeps their records. It keeps
 * nothing unless the starter fails its checks and the solution passes them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../../labs/kit/manifest.ts';
import { formatRecord } from '../../labs/kit/records.ts';
import type { RunRecord, Variant } from '../../labs/kit/records.ts';
import { labsFolder } from '../../labs/kit/supervise/folder.ts';
import { parseLabAndTimes } from './arguments.ts';
import type { Outcome } from './arguments.ts';
import { fail } from './arguments.ts';
import { findLab, listLabs } from './find-lab.ts';
import { EXIT, exitCode } from './outcome.ts';
import { playOnScreen } from './play.ts';
import { firstLeak, machineNames } from './private-paths.ts';
import { painter } from './style.ts';
import { verdictLines } from './verdicts.ts';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const EXPECTED: Record<Variant, number> = { starter: EXIT.failed, solution: EXIT.passed };

async function record(lab: Lab, variant: Variant): Promise<Outcome<string>> {
  const records: RunRecord[] = [];
  const paint = painter(process.stdout, process.env);
  // The starter's recording is what a page shows, so it is whole; of the solution's, the checks are wanted.
  const controls = variant === 'solution' ? lab.short : undefined;
  const run = await playOnScreen(lab, { lab: lab.id, variant, controls }, paint, (one) => records.push(one));
  console.log(`\n${verdictLines(run, paint).join('\n')}\n`);
  if (run.done?.reason !== 'scenario-ended') {
    return fail(
      `The ${variant} did not run to its end (${run.done?.reason ?? 'lost'}), so nothing is recorded.`,
    );
  }
  if (exitCode(run) !== EXPECTED[variant]) {
    return fail(
      variant === 'starter'
        ? 'The starter passes all its checks: there would be nothing to mend, so nothing is recorded.'
        : 'The solution does not pass all its checks, so nothing is recorded.',
    );
  }
  const leak = firstLeak(records, machineNames(project));
  if (leak) {
    return fail(
      `A ${leak.record.kind} record at ${(leak.record.t / 1000).toFixed(1)} s has "${leak.name}" of this machine in it, so nothing is recorded.`,
    );
  }
  return { ok: true, value: records.map(formatRecord).join('') };
}

async function main(args: readonly string[]): Promise<number> {
  const typed = parseLabAndTimes(args);
  if (!typed.ok) return refuse(typed.problem, EXIT.couldNotRun);
  if (typed.value.lab === undefined) {
    return refuse(`npm run record -- <lab>\n\nLabs:\n${await listLabs()}`, EXIT.couldNotRun);
  }
  const lab = await findLab(typed.value.lab);
  if (!lab.ok) return refuse(lab.problem, EXIT.couldNotRun);

  const starter = await record(lab.value, 'starter');
  if (!starter.ok) return refuse(starter.problem, EXIT.failed);
  const solution = await record(lab.value, 'solution');
  if (!solution.ok) return refuse(solution.problem, EXIT.failed);

  const folder = join(labsFolder, lab.value.id, 'recordings');
  mkdirSync(folder, { recursive: true });
  for (const [variant, text] of [
    ['starter', starter.value],
    ['solution', solution.value],
  ] as const) {
    writeFileSync(join(folder, `${variant}.ndjson`), text);
    console.log(`${lab.value.id}/recordings/${variant}.ndjson: ${String(Math.round(text.length / 1000))} kB`);
  }
  return EXIT.passed;
}

function refuse(problem: string, code: number): number {
  console.error(problem);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
