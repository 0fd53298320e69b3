/**
 * What is put into a WebContainer: made when the site is built, and downloaded when a lab is to run.
 * `_runtime/manifest.json` below the site's base names its two files.
 */
import type { FileSystemTree } from '@webcontainer/api';
import * as v from 'valibot';
import type { EngineError } from '../engine.ts';

export interface RuntimeImage {
  /** A snapshot as `mount` takes it, whose root holds `node_modules`. */
  dependencies: Uint8Array;
  /** The kit and the labs as JavaScript: its root holds `package.json`, `kit` and a folder for each lab. */
  programs: FileSystemTree;
}

export type LoadedImage = { ok: true; image: RuntimeImage } | { ok: false; error: EngineError };

const LOADED_WITHIN_MS = 60_000;

const manifestSchema = v.object({
  format: v.literal(1),
  dependencies: v.pipe(v.string(), v.regex(/^dependencies-[\w-]+\.snapshot$/)),
  programs: v.pipe(v.string(), v.regex(/^programs-[\w-]+\.json$/)),
});
type ImageManifest = v.InferOutput<typeof manifestSchema>;

const treeSchema: v.GenericSchema<FileSystemTree> = v.record(
  v.string(),
  v.lazy(() =>
    v.union([
      v.object({ directory: treeSchema }),
      v.object({ file: v.object({ contents: v.string() }) }),
      v.object({ file: v.object({ symlink: v.string() }) }),
    ]),
  ),
);

/** Why the image is not there. */
const noImage = (why: string, next: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: 'no-image', message: `The programs of the labs could not be had: ${why}.`, next },
});
const tryAgain = 'Look at the connection, then try again.';
const reload = 'Load the page again.';

/** Whether this site was built with an image. Downloads the manifest and no more. Never rejects. */
export async function hasImage(base: string): Promise<boolean> {
  return (await loadManifest(base)).ok;
}

/** @param base the site's, ending in `/`. Never rejects. */
export async function loadImage(base: string): Promise<LoadedImage> {
  const manifest = await loadManifest(base);
  if (!manifest.ok) return manifest;
  const { dependencies, programs } = manifest.manifest;
  try {
    const [snapshot, tree] = await Promise.all([
      download(`${base}_runtime/${dependencies}`).then((response) => response.arrayBuffer()),
      download(`${base}_runtime/${programs}`).then((response) => response.json() as Promise<unknown>),
    ]);
    const parsed = v.safeParse(treeSchema, tree);
    if (!parsed.success) return noImage('what came is no tree of files', reload);
    return { ok: true, image: { dependencies: new Uint8Array(snapshot), programs: parsed.output } };
  } catch (error) {
    return noImage(wordsOf(error), tryAgain);
  }
}

async function loadManifest(
  base: string,
): Promise<{ ok: true; manifest: ImageManifest } | { ok: false; error: EngineError }> {
  try {
    const response = await download(`${base}_runtime/manifest.json`, 'no-cache');
    const parsed = v.safeParse(manifestSchema, await response.json());
    return parsed.success
      ? { ok: true, manifest: parsed.output }
      : noImage('this page and they are of different builds', reload);
  } catch (error) {
    return noImage(wordsOf(error), tryAgain);
  }
}

/** Rejects if it does not come whole and well. The files' names hold what they hold: they may be kept for ever. */
async function download(address: string, cache: RequestCache = 'default'): Promise<Response> {
  const response = await fetch(address, { cache, signal: AbortSignal.timeout(LOADED_WITHIN_MS) });
  if (!response.ok) throw new Error(`the site answered with status ${String(response.status)}`);
  return response;
}

function wordsOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `they did not come within ${String(LOADED_WITHIN_MS / 1000)} s`;
  if (error instanceof SyntaxError) return 'what came is no JSON';
  return error instanceof Error ? error.message.toLowerCase() : String(error);
}
