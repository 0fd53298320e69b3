import { configDefaults, defineConfig } from 'vitest/config';
import { withPrograms } from './scripts/lib/programs.mjs';
import { testsOfDrafts } from './tests/lessons.ts';

// As in `npm test`: what the tests start finds the programs that the project fetched.
process.env['PATH'] = withPrograms(process.env['PATH']);

/** Tests that start real programs and measure them: nothing else may run beside them. */
function measured(name: string) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      exclude: [...configDefaults.exclude, ...testsOfDrafts],
      fileParallelism: false,
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
      measured('setup'),
      measured('terminal'),
      measured('kit'),
      measured('labs'),
      measured('runtime'),
      measured('engines'),
      measured('security'),
      measured('webcontainer-live'),
    ],
  },
});
