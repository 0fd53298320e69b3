/** `npm run lab -- <lab>`: runs a lab here, shows it while it runs, and judges it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatRecord } from '../../labs/kit/records.ts';
import type { RunRecord } from '../../labs/kit/records.ts';
import type { Lab } from '../../labs/kit/manifest.ts';
import { leftOutByStore } from '../run/left-out.ts';
import type { RunStore } from '../run/store.ts';
import { LAB_USAGE, parseLabArguments } from './arguments.ts';
import { findLab, listLabs } from './find-lab.ts';
import { EXIT, exitCode } from './outcome.ts';
import { play, playOnScreen } from './play.ts';
import { buildRequest } from './request.ts';
import { painter } from './style.ts';
import { csvFiles, noTables, tableLines } from './tables.ts';
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
  const { csv, json, limits } = typed.value;
  const unwritable = csv === undefined ? undefined : noTables(lab.value);
  if (unwritable !== undefined) return refuse(unwritable);

  if (json) {
    const print = (record: RunRecord) => {
      process.stdout.write(formatRecord(record));
    };
    const run = await play(lab.value, request.value, print, limits);
    return write(lab.value, run, csv) ?? exitCode(run);
  }
  const paint = painter(process.stdout, process.env);
  const run = await playOnScreen(lab.value, request.value, paint, undefined, limits);
  const code = exitCode(run);
  if (code === EXIT.interrupted) console.log('\nStopped; nothing of the run is left.');
  else if (code === EXIT.couldNotRun)
    console.log('\nThe lab could not run to its end, so there are no verdicts.');
  else
    console.log(`\n${[...tableLines(lab.value, run.view, paint), ...verdictLines(run, paint)].join('\n')}`);
  // What the supervisor left out stands among the lines already.
  const left = leftOutByStore(run.rejected);
  if (left !== undefined) console.log(paint('warning', left));
  return write(lab.value, run, csv) ?? code;
}

/** Writes the tables, if that was asked for. Gives the exit code where it can't. */
function write(lab: Lab, run: RunStore, csv: string | undefined): number | undefined {
  if (csv === undefined) return undefined;
  try {
    for (const { path, text } of csvFiles(lab, run.view, resolve(typedIn, csv))) writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return refuse(
      `The table can't be written: ${error instanceof Error ? error.message : String(error)}. Name a file in a folder that is there.`,
    );
  }
}

function refuse(problem: string): number {
  console.error(problem);
  return EXIT.couldNotRun;
}

process.exitCode = await main(process.argv.slice(2));
