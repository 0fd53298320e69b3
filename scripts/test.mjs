// @ts-check
/**
 * `npm test` runs everything that CI runs; `npm test -- unit e2e` only the suites named. At the
 * end it says which tests failed and why, and how long each suite took; the last line is for all
 * suites together: `N passed, N failed, N skipped`. With CI=true a skip is a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseSuites } from './lib/choose-suites.mjs';
import { provideChromium } from './lib/chromium.mjs';
import { add, closingLine, failSkipped, failureText, NONE } from './lib/counts.mjs';
import { say } from './lib/paths.mjs';
import { provideProgram } from './lib/programs.mjs';
import { keepTimes, suiteLine } from './lib/suite-times.mjs';
import { suites } from './lib/suites.mjs';
import { setupOrExit } from './setup.mjs';

const chosen = chooseSuites(process.argv.slice(2), suites);
if (!chosen.ok) {
  say(chosen.problem);
  process.exit(2);
}

const node = await setupOrExit();
const inCi = process.env['CI'] === 'true';
const found = chosen.suites.some(({ browser }) => browser) ? await provideChromium(node) : undefined;
if (found && !found.ok) say(`\n${found.problem}\n`);
const lacking = [];
for (const name of new Set(chosen.suites.flatMap(({ programs }) => programs ?? []))) {
  const provided = await provideProgram(name);
  if (!provided.ok) lacking.push(provided.problem);
}
if (lacking.length > 0) say(`\n${lacking.join('\n')}\n`);

let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});

const reports = mkdtempSync(join(tmpdir(), 'under-load-tests-'));
const lines = [];
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const onlyByItself = [];
/** @type {Record<string, number>} */
const seconds = {};
let all = NONE;
for (const { name, about, run } of chosen.suites) {
  console.log(`\n── ${name}: ${about}`);
  const from = performance.now();
  const counted = await run({ node, reports, chromium: found?.ok ? found.path : undefined });
  if (interrupted) break;
  const took = (performance.now() - from) / 1000;
  seconds[name] = took;
  for (const test of counted.skippedNames) {
    console.log(`${inCi ? 'failed, because it was skipped' : 'skipped'}: ${test}`);
  }
  onlyByItself.push(...(counted.onlyByItself ?? []).map((test) => `${name} › ${test}`));
  const counts = inCi ? failSkipped(counted) : counted;
  all = add(all, counts);
  failures.push(...counted.failures.map((failure) => failureText(name, failure)));
  lines.push(suiteLine(name, counts, took));
}
rmSync(reports, { recursive: true, force: true });

if (interrupted) {
  say('Interrupted: not every suite has run.');
  process.exitCode = 130;
} else {
  // What failed may have ended early: its time would be no time.
  if (process.argv.length === 2 && all.failed === 0) keepTimes(seconds);
  if (found && !found.ok) say(`\n${found.problem}`);
  if (lacking.length > 0) say(`\n${lacking.join('\n')}`);
  for (const test of onlyByItself) console.log(`~ failed beside another test, passed by itself: ${test}`);
  if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
  console.log(`\n${lines.join('\n')}\n\n${closingLine(all)}`);
  process.exitCode = all.failed > 0 ? 1 : 0;
}
