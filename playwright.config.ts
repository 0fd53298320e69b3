import { defineConfig, devices } from '@playwright/test';
import { withPrograms } from './scripts/lib/programs.mjs';
import { testsOfDrafts } from './tests/lessons.ts';

// As in `npm test`: what the tests start finds the programs that the project fetched.
process.env['PATH'] = withPrograms(process.env['PATH']);

/** `npm test` finds a browser and says here where it is; without it, Playwright's own. */
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  outputDir: 'test-results',
  testIgnore: testsOfDrafts,
  projects: [
    // Pages as they are read: nothing is measured, so they run side by side.
    { name: 'site', testDir: 'tests/site', fullyParallel: true },
    // The static export on a real web server. Nothing is measured either.
    { name: 'export', testDir: 'tests/export', fullyParallel: true },
    // Real labs on a real server, and they measure: what fails beside another is run again by itself, and what
    // is tagged `@alone` always is (scripts/lib/suites.mjs).
    { name: 'e2e', testDir: 'tests/e2e', fullyParallel: false },
  ],
  workers: 2,
  // No second chance under the same conditions.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
