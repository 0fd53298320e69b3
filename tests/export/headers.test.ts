/** What the build says to a host, as a real nginx understands it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, DIST, expect, lessonAt, LESSON, playRecording, test } from './fixtures.ts';
import { lacking } from './nginx.ts';

test.skip(lacking !== undefined, lacking);

test('a lesson is isolated as WebContainer needs it, the home page is not, and the recording plays', async ({
  page,
  host,
  complaints: _complaints,
}) => {
  const address = addressOf(host);
  await page.clock.install();
  await page.goto(`${address}/`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const lesson = lessonAt(page, address);
  await lesson.openWithoutToken();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await playRecording(page, lesson);
});

test('each file has its headers, and those of its kind alone', async ({ request, host }) => {
  const headers = async (path: string): Promise<Record<string, string | number>> => {
    const answer = await request.get(`http://127.0.0.1:${String(host.port)}${path}`);
    return { status: answer.status(), ...answer.headers() };
  };
  const manifest = JSON.parse(await readFile(join(DIST, '_runtime/manifest.json'), 'utf8')) as {
    dependencies: string;
    programs: string;
  };
  const safe = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  };
  const own = /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/;

  const home = await headers('/');
  expect(home).toMatchObject({
    status: 200,
    ...safe,
    'cache-control': 'no-cache',
    'content-encoding': 'gzip',
  });
  expect(home['content-security-policy']).toMatch(own);
  expect(home).not.toHaveProperty('cross-origin-embedder-policy');

  const lesson = await headers(LESSON);
  expect(lesson).toMatchObject({
    status: 200,
    ...safe,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  expect(lesson['content-security-policy']).toMatch(
    /frame-ancestors 'none'; frame-src https:\/\/stackblitz\.com$/,
  );

  const flames = await headers('/speedscope/');
  expect(flames['content-security-policy']).toContain('connect-src blob:');
  expect(flames).not.toHaveProperty('cross-origin-opener-policy');

  // A worker of an isolated page is refused without this.
  const script = /\/_astro\/[^"]+\.js/.exec(await readFile(join(DIST, 'index.html'), 'utf8'))?.[0] ?? '';
  expect(await headers(script)).toMatchObject({
    ...safe,
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'gzip',
  });

  expect(await headers('/_runtime/manifest.json')).toMatchObject({ ...safe, 'cache-control': 'no-cache' });
  for (const name of [manifest.dependencies, manifest.programs]) {
    expect(await headers(`/_runtime/${name}`)).toMatchObject({
      ...safe,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
    });
  }

  const missing = await headers('/no-such-page/');
  expect(missing).toMatchObject({ status: 404, ...safe });
  expect(missing['content-security-policy']).toMatch(own);
});

test('what was compressed when it was built comes to the page whole', async ({ page, host }) => {
  await page.goto(`${addressOf(host)}${LESSON}`);
  const sizes = await page.evaluate(async () => {
    const read = async (name: string) => (await fetch(`/_runtime/${name}`)).arrayBuffer();
    const manifest = JSON.parse(new TextDecoder().decode(await read('manifest.json'))) as Record<
      string,
      string
    >;
    const [dependencies, programs] = [manifest['dependencies'] ?? '', manifest['programs'] ?? ''];
    const tree = JSON.parse(new TextDecoder().decode(await read(programs))) as Record<string, unknown>;
    return { dependencies, length: (await read(dependencies)).byteLength, labs: Object.keys(tree) };
  });
  expect(sizes.length).toBe((await readFile(join(DIST, '_runtime', sizes.dependencies))).length);
  expect(sizes.labs).toEqual(expect.arrayContaining(['kit', 'false-opens', 'package.json']));
});
