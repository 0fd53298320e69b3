/** `npm run lab -- <lab>`: runs a lab here, shows it while it runs, and judges it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatRecord } from '../../labs/kit/records.ts';
import { leftOutByStore } from '../run/left-out.ts';
import { LAB_USAGE, parseLabArguments } from './arguments.ts';
import { findLab, listLabs } from './find-lab.ts';
import { EXIT, exitCode } from './outcome.ts';
import { play, playOnScreen } from './play.ts';
import { buildRequest } from './request.ts';
import { painter } from './style.ts';
import { verdictLines } from './verdicts.ts';

/** npm runs scripts in the project's folder; a path is meant from where the command was typed. */
const typedIn = process.env['INIT_CWD'] ?? process.cwd();

async function main(args: readonly string[]): Promise<number> {
  const typed = parseLabArguments(args);
  if (!typed.ok) return refuse(`${typed.problem}\n\n${LAB_USAGE}`);
  if (typed.value.help || typed.value.lab === undefined) {
    console.log(`${LAB_USAGE}\n\nLabs:\n${await listLabs()}`);
    return EXIT.passed;
  }
  const lab = await findLab(typed.value.lab);
  if (!lab.ok) return refuse(lab.problem);
  const request = buildRequest(lab.value, typed.value, (path) =>
    readFileSync(resolve(typedIn, path), 'utf8'),
  );
  if (!request.ok) return refuse(request.problem);

  if (typed.value.json) {
    return exitCode(
      await play(
        lab.value,
        request.value,
        (record) => {
          process.stdout.write(formatRecord(record));
        },
        typed.value.limits,
      ),
    );
  }
  const paint = painter(process.stdout, process.env);
  const run = await playOnScreen(lab.value, request.value, paint, undefined, typed.value.limits);
  const code = exitCode(run);
  if (code === EXIT.interrupted) console.log('\nStopped; nothing of the run is left.');
  else if (code === EXIT.couldNotRun)
    console.log('\nThe lab could not run to its end, so there are no verdicts.');
  else console.log(`\n${verdictLines(run, paint).join('\n')}`);
  // What the supervisor left out stands among the lines already.
  const left = leftOutByStore(run.rejected);
  if (left !== undefined) console.log(paint('warning', left));
  return code;
}

function refuse(problem: string): number {
  console.error(problem);
  return EXIT.couldNotRun;
}

process.exitCode = await main(process.argv.slice(2));
