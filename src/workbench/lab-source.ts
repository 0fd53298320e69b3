/** A lab as the site carries it, each part in a file of its own that is downloaded when it is wanted. */
import type { DrawnFile, Lab } from '../../labs/kit/manifest.ts';
import type { ControlValue, Variant } from '../../labs/kit/records.ts';

const manifests = import.meta.glob<Lab>('/labs/*/lab.ts', { import: 'default' });
const sources = import.meta.glob<string>(
  [
    '/labs/*/**/*.{ts,js,json,cfg,yml}',
    '!/labs/{kit,node_modules}/**',
    '!/labs/*/{solution,recordings}/**',
    '!/labs/*/lab.ts',
  ],
  { query: '?raw', import: 'default' },
);
const solutions = import.meta.glob<string>('/labs/*/solution/*.{ts,js,json,cfg,yml}', {
  query: '?raw',
  import: 'default',
});
const recordings = import.meta.glob<string>('/labs/*/recordings/*.ndjson', {
  query: '?url',
  import: 'default',
});

/** The manifest. Rejects if there is no such lab. */
export async function loadLab(id: string): Promise<Lab> {
  const load = manifests[`/labs/${id}/lab.ts`];
  if (!load) throw new Error(`There is no lab "${id}".`);
  return load();
}

type Held = Readonly<Record<string, ControlValue>>;

/** The drawn texts of a lab's files, of those that are drawn. */
function drawnFiles(lab: Lab, held: Held, variant: Variant): Record<string, DrawnFile> {
  const first = Object.fromEntries(lab.controls.map(({ name, value }) => [name, value]));
  return lab.drawn?.({ ...first, ...held }, variant) ?? {};
}

/** The lab's own text of a file, or the one that was drawn for it. */
async function textOf(lab: Lab, path: string, drawn: DrawnFile | undefined): Promise<string> {
  if (drawn && 'text' in drawn) return drawn.text;
  return (await sources[`/labs/${lab.id}/${drawn?.from ?? path}`]?.()) ?? '';
}

/** The texts of the lab's files, by name, as the controls draw them. */
export async function loadSources(lab: Lab, held: Held = {}): Promise<Map<string, string>> {
  const drawn = drawnFiles(lab, held, 'starter');
  const texts = await Promise.all(
    lab.files.map(async ({ path }) => [path, await textOf(lab, path, drawn[path])] as const),
  );
  return new Map(texts);
}

/** The solution's text of a file, or undefined where it leaves the file alone. */
export async function loadSolution(lab: Lab, file: string, held: Held = {}): Promise<string | undefined> {
  const mended = drawnFiles(lab, held, 'solution')[file];
  // What is drawn in the starter alone has its own text in the solution.
  if (mended || drawnFiles(lab, held, 'starter')[file]) return textOf(lab, file, mended);
  return solutions[`/labs/${lab.id}/solution/${file}`]?.();
}

/** A recording's text, or undefined if there is none. Rejects if it cannot be downloaded. */
export async function loadRecording(lab: string, variant: Variant): Promise<string | undefined> {
  const url = await recordings[`/labs/${lab}/recordings/${variant}.ndjson`]?.();
  if (url === undefined) return undefined;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The recording could not be downloaded (${response.status}).`);
  return response.text();
}
