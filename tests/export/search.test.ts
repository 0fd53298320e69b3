/** The search on a web server: in a page that is isolated from others, and without a network. */
import { addressOf, expect, lessonAt, LESSON, searchFor, test } from './fixtures.ts';
import { lacking } from './nginx.ts';

test.skip(lacking !== undefined, lacking);
test.describe.configure({ timeout: 300_000 });

test('a lesson that is isolated for WebContainer can search, and only the search compiles WebAssembly', async ({
  page,
  request,
  host,
  complaints: _complaints,
}) => {
  await lessonAt(page, addressOf(host)).openWithoutToken();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await searchFor(page, 'half-open');
  const policyOf = async (path: string): Promise<string> => {
    const answer = await request.get(`http://127.0.0.1:${String(host.port)}${path}`);
    return answer.headers()['content-security-policy'] ?? '';
  };
  expect(await policyOf('/pagefind/worker.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
  for (const path of ['/', LESSON, '/no-such-page/']) expect(await policyOf(path)).not.toContain('wasm');
});

test('who has searched once can search without a network; who has not is told so', async ({ page, host }) => {
  const address = addressOf(host);
  const names = (): Promise<string[]> =>
    page.evaluate(async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = await Promise.all(caches_.map((cache) => cache.keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
  const isControlled = (): Promise<boolean> =>
    page.evaluate(() => navigator.serviceWorker.controller !== null);

  await page.goto(address + LESSON);
  await expect.poll(names, { timeout: 60_000 }).toContain(LESSON);
  await expect.poll(isControlled, { timeout: 60_000 }).toBe(true);
  expect((await names()).filter((name) => name.startsWith('/pagefind/'))).toEqual([]);

  await page.context().setOffline(true);
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill('breaker');
  await expect(dialog.getByRole('status')).toHaveText(/^There is no network, and this browser has not kept/, {
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');

  await page.context().setOffline(false);
  await searchFor(page, 'breakers');
  await expect
    .poll(async () => (await names()).filter((name) => name.endsWith('.pf_index')).length, {
      timeout: 60_000,
    })
    .toBeGreaterThan(1);
  await expect.poll(names).toContain('/pagefind/pagefind-entry.json');
  await host.stop();
  await page.reload();
  // Of another part of the index than what was searched for before.
  await searchFor(page, 'coordinated omission');
});
