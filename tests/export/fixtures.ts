/** A page of the static export, with all that the browser complains of. */
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { PROGRESS_KEY } from '../../src/course/progress/store.ts';
import { ROOT } from '../e2e/fixtures.ts';
import { LessonPage } from '../e2e/pages/lesson.ts';
import { startHost, type Host } from './nginx.ts';

export { expect } from '@playwright/test';

export const DIST = join(ROOT, 'dist');
export const LESSON = '/breakers/false-opens/';

/**
 * The host's address by which a browser takes it for a site of the web, with a service worker and all. To
 * the pages, 127.0.0.1 is the local server.
 */
export const addressOf = (host: Host): string => `http://under-load.localhost:${String(host.port)}`;

/** Before any script of the page: this learner chose recordings earlier, so nothing is started in the page. */
function preferRecordings(key: string): void {
  if (localStorage.getItem(key) !== null) return;
  const settings = { engine: 'recorded' };
  const progress = { version: 1, predictions: {}, edits: {}, results: {}, done: {}, settings };
  localStorage.setItem(key, JSON.stringify(progress));
}

interface Fixtures {
  /** Whether the learner chose recordings before; true unless a test says otherwise. */
  recordings: boolean;
  host: Host;
  /** Errors of the console, and requests that failed or left the host; the page's fixture expects none. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  recordings: [true, { option: true }],
  context: async ({ context, recordings }, use) => {
    if (recordings) await context.addInitScript(preferRecordings, PROGRESS_KEY);
    await use(context);
  },
  // Playwright reads the names of a fixture's own fixtures from this pattern.
  host: async ({}, use) => {
    const host = await startHost(DIST);
    await use(host);
    await host.stop();
  },
  complaints: async ({ page }, use) => {
    const complaints = complaintsOf(page);
    await use(complaints);
    expect(complaints, 'what the browser complained of').toEqual([]);
  },
});

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (answer) => {
    if (answer.status() >= 400) complaints.push(`${String(answer.status())} ${answer.url()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = hostname === '127.0.0.1' || hostname === 'under-load.localhost';
    if (protocol.startsWith('http') && !isOwn) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

/** The lesson "False opens" at an address. */
export function lessonAt(page: Page, address: string, path = LESSON): LessonPage {
  const to = (): string => address + path;
  const none = (): Promise<null> => Promise.resolve(null);
  return new LessonPage(page, { address, page: to, bare: to, processes: () => [], stop: none, kill: none });
}

/** Opens the search from the keyboard, and waits for what is found. */
export async function searchFor(page: Page, term: string): Promise<void> {
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill(term);
  await expect(dialog.getByRole('status')).toHaveText(/^Found in/, { timeout: 30_000 });
}

/** Plays the lesson's recording far enough to see it, faster than it was made; the page's clock has to be installed. */
export async function playRecording(page: Page, { workbench }: LessonPage): Promise<void> {
  await workbench.start();
  await page.clock.runFor(12_000);
  await expect(workbench.breaker).toHaveText('Breaker open');
}

/** Waits until a page is kept, of a build if one is named. */
export async function kept(page: Page, path: string, build = ''): Promise<void> {
  const isKept = (): Promise<boolean> =>
    page.evaluate(
      async ([wanted, id]) => {
        const names = (await caches.keys()).filter((name) => name.endsWith(id));
        const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(wanted)));
        return found.some((answer) => answer !== undefined);
      },
      [path, build] as const,
    );
  await expect.poll(isKept, { timeout: 60_000 }).toBe(true);
}
