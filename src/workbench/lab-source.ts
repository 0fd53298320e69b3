/** A lab as the site carries it, each part in a file of its own that is downloaded when it is wanted. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { Variant } from '../../labs/kit/records.ts';

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

/** The texts of the lab's files, by name. */
export async function loadSources(lab: Lab): Promise<Map<string, string>> {
  const texts = await Promise.all(
    lab.files.map(async ({ path }) => [path, (await sources[`/labs/${lab.id}/${path}`]?.()) ?? ''] as const),
  );
  return new Map(texts);
}

/** The solution's text of a file, or undefined where it leaves the file alone. */
export async function loadSolution(lab: string, file: string): Promise<string | undefined> {
  return solutions[`/labs/${lab}/solution/${file}`]?.();
}

/** A recording's text, or undefined if there is none. Rejects if it cannot be downloaded. */
export async function loadRecording(lab: string, variant: Variant): Promise<string | undefined> {
  const url = await recordings[`/labs/${lab}/recordings/${variant}.ndjson`]?.();
  if (url === undefined) return undefined;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The recording could not be downloaded (${response.status}).`);
  return response.text();
}
