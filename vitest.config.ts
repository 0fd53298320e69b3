import { configDefaults, defineConfig } from 'vitest/config';
import { withPrograms } from './scripts/lib/programs.mjs';
import { testsOfDrafts } from './tests/lessons.ts';

// As in `npm test`: what the tests start finds the programs that the project fetched.
process.env['PATH'] = withPrograms(process.env['PATH']);

/** Set for what failed beside another test, and is run again with nothing beside it: scripts/lib/by-itself.mjs. */
const byItself = process.env['BY_ITSELF'] !== undefined;

/** Tests that start real programs and measure them: at most two at a time, of two files, or of one. */
function measured(name: string, twoOf: 'files' | 'tests') {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      exclude: [...configDefaults.exclude, ...testsOfDrafts],
      fileParallelism: twoOf === 'files' && !byItself,
      maxWorkers: 2,
      maxConcurrency: twoOf === 'tests' && !byItself ? 2 : 1,
      testTimeout: 180_000,
      hookTimeout: 60_000,
    },
  };
}

function quick(name: string) {
  return { test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout: 20_000 } };
}

/** One project for each suite of `npm test` that vitest runs. */
export default defineConfig({
  test: {
    projects: [
      quick('unit'),
      measured('setup', 'files'),
      measured('terminal', 'files'),
      measured('kit', 'files'),
      measured('labs', 'tests'),
      measured('runtime', 'files'),
      measured('engines', 'files'),
      measured('security', 'files'),
      measured('webcontainer-live', 'files'),
    ],
  },
});
