// @ts-check
/** The suites of `npm test`, in the order in which they run: nothing quick waits for the two slow ones. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildIfNeeded } from './build.mjs';
import { patternOf, thenByItself } from './by-itself.mjs';
import { runChild } from './child.mjs';
import { BROKEN, NONE, addNamed, countPlaywright, countVitest, playwrightTests } from './counts.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {import('./counts.mjs').NamedCounts} NamedCounts
 * @typedef {import('./counts.mjs').VitestReport} VitestReport
 * @typedef {import('./counts.mjs').PlaywrightReport} PlaywrightReport
 * @typedef {{ node: string, reports: string, chromium: string | undefined }} Context
 *   `reports`: a folder for the reports; `chromium`: path of the browser, if there is one
 * @typedef {{ browser?: true, programs?: import('./programs.mjs').ProgramName[], secondChance?: true }} Needs
 *   `browser`: some of its tests need a Chromium; `programs`: or one of these, which they find on PATH;
 *   `secondChance`: it runs whole labs, two at a time, so what fails is run again by itself
 * @typedef {Needs & { name: string, about: string, onlyByName?: true, run: (context: Context) => Promise<NamedCounts> }} Suite
 */

const bin = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  astro: 'node_modules/astro/bin/astro.mjs',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};

/**
 * A suite of commands, each of which is one test, after others that only prepare for them.
 *
 * @param {string} name
 * @param {string} about
 * @param {[program: keyof typeof bin, ...args: string[]][]} commands
 * @param {[program: keyof typeof bin, ...args: string[]][]} [before]
 * @returns {Suite}
 */
function commands(name, about, commands, before = []) {
  return {
    name,
    about,
    async run({ node }) {
      /** @param {[program: keyof typeof bin, ...args: string[]]} command */
      const succeeds = async ([program, ...args]) => {
        const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
        return (await runChild(node, [bin[program], ...args], { env })).code === 0;
      };
      for (const command of before) await succeeds(command);
      const failures = [];
      for (const command of commands) {
        if (!(await succeeds(command))) failures.push({ name: command.join(' '), message: '' });
      }
      const failed = failures.length;
      return { passed: commands.length - failed, failed, skipped: 0, skippedNames: [], failures };
    },
  };
}

/**
 * The tests in `tests/<name>`, run by vitest.
 *
 * @param {string} name
 * @param {string} about
 * @param {Needs} [needs]
 * @returns {Suite}
 */
function vitest(name, about, needs = {}) {
  return {
    name,
    about,
    ...needs,
    run: async ({ node, reports, chromium }) => {
      /** @param {string[]} [names] if given, only the tests of these full names, one at a time */
      const run = async (names) => {
        const report = join(reports, `${name}${names ? '-by-itself' : ''}.json`);
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        const only = names ? ['-t', patternOf(names)] : [];
        const { code } = await runChild(node, [bin.vitest, 'run', '--project', name, ...reporters, ...only], {
          env: { ...withChromium(chromium), ...(names && { BY_ITSELF: '1' }) },
        });
        return countVitest(/** @type {VitestReport | undefined} */ (readReport(report)), code);
      };
      return needs.secondChance ? thenByItself(() => run(), run) : run();
    },
  };
}

/**
 * The tests in `tests/<name>`, run by Playwright on the built site.
 *
 * @param {string} name
 * @param {string} about
 * @param {Omit<Needs, 'browser'>} [needs]
 * @returns {Suite}
 */
function playwright(name, about, needs = {}) {
  const test = [bin.playwright, 'test', '--project', name];
  return {
    name,
    about,
    browser: true,
    ...needs,
    async run({ node, reports, chromium }) {
      if (!chromium) {
        const listing = spawnSync(node, [...test, '--list', '--reporter=json'], {
          cwd: inRoot(),
          encoding: 'utf8',
          maxBuffer: 100_000_000,
        });
        const listed = /** @type {PlaywrightReport} */ (parse(listing.stdout));
        const names = playwrightTests(listed).map(({ name }) => name);
        return { ...NONE, skipped: names.length, skippedNames: names, failures: [] };
      }
      if (!(await buildIfNeeded(node))) return BROKEN;
      /** @param {keyof typeof HOW} how */
      const run = async (how) => {
        const report = join(reports, `${name}-${how}.json`);
        const { code } = await runChild(node, [...test, ...HOW[how], '--reporter=list,json'], {
          env: { ...withChromium(chromium), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        });
        return countPlaywright(/** @type {PlaywrightReport | undefined} */ (readReport(report)), code);
      };
      if (!needs.secondChance) return run('together');
      const counts = await thenByItself(
        () => run('together'),
        () => run('again'),
      );
      return addNamed(counts, await run('alone'));
    },
  };
}

/** What Playwright is told, so that a test which needs the machine for itself (`@alone`) has it. */
const HOW = {
  together: ['--workers=2', '--grep-invert=@alone'],
  again: ['--workers=1', '--last-failed'],
  alone: ['--workers=1', '--grep=@alone'],
};

/** @type {Suite[]} */
export const suites = [
  commands('format', 'prettier', [['prettier', '--check', '.']]),
  // Its rules need the types of the content, which a fresh clone does not have yet.
  commands(
    'lint',
    'eslint, and the rule that rooms import only downward',
    [['eslint', '.']],
    [['astro', 'sync']],
  ),
  commands('types', 'astro check and tsc', [
    ['astro', 'check'],
    ['tsc', '--noEmit'],
  ]),
  commands('unused', 'knip: files, exports and packages that nothing uses', [['knip']]),
  vitest('unit', 'pure parts'),
  vitest('setup', 'what happens before anything is installed'),
  vitest('terminal', 'npm run lab, npm run record, npm run doctor', { programs: ['haproxy'] }),
  vitest('kit', 'the probe, the load generator and the supervisor'),
  vitest('runtime', 'the labs as a browser gets them, run from there'),
  vitest('engines', 'one conformance suite, every engine', { browser: true }),
  vitest('security', 'the gate of the loopback server, and what contains a run', { browser: true }),
  {
    name: 'build',
    about: 'the static export',
    run: async ({ node }) =>
      (await build(node)) ? { ...NONE, passed: 1, skippedNames: [], failures: [] } : BROKEN,
  },
  playwright('site', 'every page as it is read, in Chromium'),
  playwright('export', 'the static export on a real nginx, and without a network', { programs: ['nginx'] }),
  playwright('e2e', 'the whole journey in Chromium, with real runs', {
    programs: ['haproxy'],
    secondChance: true,
  }),
  vitest('labs', 'every starter fails its checks, every solution passes', {
    programs: ['haproxy', 'prometheus', 'promtool'],
    secondChance: true,
  }),
  {
    // It needs a network, and StackBlitz's host.
    ...vitest('webcontainer-live', 'the conformance suite on the real WebContainer', { browser: true }),
    onlyByName: true,
  },
];

/**
 * @param {string | undefined} chromium
 * @returns {NodeJS.ProcessEnv}
 */
function withChromium(chromium) {
  return chromium ? { ...process.env, CHROMIUM_PATH: chromium } : process.env;
}

/**
 * @param {string} file
 * @returns {unknown} undefined where there is none: the program ended before it could report
 */
function readReport(file) {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} json
 * @returns {unknown}
 */
function parse(json) {
  return JSON.parse(json);
}
