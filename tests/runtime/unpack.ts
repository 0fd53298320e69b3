/** A folder as a WebContainer has it after both files of the image were mounted. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode } from '@msgpack/msgpack';
import * as v from 'valibot';

const manifestSchema = v.strictObject({
  format: v.literal(1),
  dependencies: v.pipe(v.string(), v.regex(/^dependencies-[0-9a-f]{16}\.snapshot$/)),
  programs: v.pipe(v.string(), v.regex(/^programs-[0-9a-f]{16}\.json$/)),
});

/** As `WebContainer.mount()` takes it. */
type Tree = Record<string, { file: { contents: string } } | { directory: Tree }>;
/** As `@webcontainer/snapshot` writes it. */
type Packed = Record<string, { f: { c: Uint8Array } } | { d: Packed }>;

export const readManifest = (image: string): v.InferOutput<typeof manifestSchema> =>
  v.parse(manifestSchema, JSON.parse(readFileSync(join(image, 'manifest.json'), 'utf8')));

export function mount(image: string, folder: string): void {
  const { dependencies, programs } = readManifest(image);
  const packed = decode(readFileSync(join(image, dependencies))) as { d: Packed };
  for (const [path, content] of [
    ...packedFiles(packed.d),
    ...treeFiles(JSON.parse(readFileSync(join(image, programs), 'utf8')) as Tree),
  ]) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function packedFiles(tree: Packed, below = ''): [string, Uint8Array][] {
  return Object.entries(tree).flatMap(([name, entry]) =>
    'f' in entry ? [[below + name, entry.f.c]] : packedFiles(entry.d, `${below}${name}/`),
  );
}

function treeFiles(tree: Tree, below = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, entry]) =>
    'file' in entry ? [[below + name, entry.file.contents]] : treeFiles(entry.directory, `${below}${name}/`),
  );
}
