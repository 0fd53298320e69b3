/**
 * `npm run bench [-- NAME… --table]`: benchmarks, two things in turns in one run where there are two.
 * `--table` writes what was measured into docs/BENCHMARKS.md, and its short form into the README. Exit code 1 if a
 * goal is not met, 2 if there is no such benchmark or it could not be measured.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { line, missed, type Result } from './result.ts';
import { benchmarks } from './suites.ts';
import { summary, SUMMARY } from './summary.ts';
import { between, conditionsLine, table, type Conditions } from './table.ts';

const inProject = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const DOCUMENT = 'docs/BENCHMARKS.md';
const README = 'README.md';
const USAGE = `npm run bench [-- NAME… --table]. NAME is one of: ${Object.keys(benchmarks).join(', ')}.`;

function conditionsNow(): Conditions {
  return {
    node: process.version,
    machine: [`${process.platform} ${process.arch}`, cpus()[0]?.model.trim()].filter(Boolean).join(', '),
    cores: availableParallelism(),
    load: loadavg()[0] ?? NaN,
    date: new Date().toISOString().slice(0, 10),
  };
}

function readArguments(args: string[]): { names: string[]; intoTable: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { table: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    if (positionals.some((name) => !Object.hasOwn(benchmarks, name))) return undefined;
    return { names: positionals, intoTable: values.table };
  } catch {
    return undefined;
  }
}

/** @param file of the project; `name` stands in its markers */
async function write(file: string, name: string, body: string): Promise<boolean> {
  const path = inProject(file);
  const written = between(await readFile(path, 'utf8'), name, body);
  if (!written.ok) {
    console.error(`${file} was left as it is. ${written.problem}`);
    return false;
  }
  await writeFile(path, await format(written.text, { ...(await resolveConfig(path)), filepath: path }));
  return true;
}

async function writeTables(name: string, body: string): Promise<boolean> {
  if (!(await write(DOCUMENT, name, body))) return false;
  return write(README, SUMMARY, summary(await readFile(inProject(DOCUMENT), 'utf8'), benchmarks));
}

/** @returns its results; undefined if it could not be measured to its end, and why was printed */
async function measure(name: string): Promise<Result[] | undefined> {
  const results: Result[] = [];
  try {
    for await (const result of (await benchmarks[name]?.run()) ?? []) {
      console.log(`  ${line(result)}`);
      results.push(result);
    }
    return results;
  } catch (error) {
    console.error(`  could not be measured to its end: ${(error as Error).message}`);
    return undefined;
  }
}

async function main(args: string[]): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    console.error(USAGE);
    return 2;
  }
  let code = 0;
  for (const [name, { about }] of Object.entries(benchmarks)) {
    if (wanted.names.length > 0 && !wanted.names.includes(name)) continue;
    const conditions = conditionsNow();
    console.log(`\n${name}: ${about}\n  ${conditionsLine(conditions)} Medians (quartiles):`);
    const results = await measure(name);
    if (results?.some(missed)) code = Math.max(code, 1);
    // Half a table would say of the other half that nothing is wrong with it.
    if (!results || (wanted.intoTable && !(await writeTables(name, table(conditions, results))))) code = 2;
  }
  return code;
}

process.exitCode = await main(process.argv.slice(2));
