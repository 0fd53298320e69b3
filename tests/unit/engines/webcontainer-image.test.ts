/** What the site brings for the page to run is checked where it enters; what is wrong with it is said. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasImage, loadImage } from '../../../src/engines/webcontainer/image.ts';

const manifest = { format: 1, dependencies: 'dependencies-1a.snapshot', programs: 'programs-2b.json' };
const tree = { kit: { directory: { 'supervise.js': { file: { contents: '1' } } } } };

/** Serves these files below `/course/_runtime/`. */
function serve(files: Record<string, BodyInit>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    const body = files[address.replace('/course/_runtime/', '')];
    return Promise.resolve(body === undefined ? new Response('', { status: 404 }) : new Response(body));
  });
  return asked;
}
afterEach(() => {
  vi.unstubAllGlobals();
});

const whole = {
  'manifest.json': JSON.stringify(manifest),
  'dependencies-1a.snapshot': new Uint8Array([1, 2, 3]),
  'programs-2b.json': JSON.stringify(tree),
};

describe('the image', () => {
  it('is the two files that the manifest names', async () => {
    serve(whole);
    expect(await loadImage('/course/')).toEqual({
      ok: true,
      image: { dependencies: new Uint8Array([1, 2, 3]), programs: tree },
    });
  });

  it('is asked for without being downloaded', async () => {
    const asked = serve(whole);
    expect(await hasImage('/course/')).toBe(true);
    expect(asked).toEqual(['/course/_runtime/manifest.json']);
  });

  it.each([
    ['there is none', {}, 'status 404'],
    ['the site answers with a page', { 'manifest.json': '<!doctype html>' }, 'no JSON'],
    [
      'it is of another format',
      { ...whole, 'manifest.json': JSON.stringify({ ...manifest, format: 2 }) },
      'different builds',
    ],
    [
      'it names a file elsewhere',
      { ...whole, 'manifest.json': JSON.stringify({ ...manifest, programs: '../programs-2b.json' }) },
      'different builds',
    ],
    ['a file is gone', { ...whole, 'programs-2b.json': undefined }, 'status 404'],
    ['a tree is none', { ...whole, 'programs-2b.json': JSON.stringify({ kit: 7 }) }, 'no tree'],
  ])('says why it is not there: %s', async (_title, files, why) => {
    serve(Object.fromEntries(Object.entries(files).filter(([, body]) => body !== undefined)) as typeof whole);
    const loaded = await loadImage('/course/');
    expect(loaded).toMatchObject({ ok: false, error: { code: 'no-image' } });
    if (!loaded.ok) expect(loaded.error.message).toContain(why);
  });
});
