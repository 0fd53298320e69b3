/** What the stand-in mounts: this project's kit and the fixtures' labs, as JavaScript. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystemTree } from '@webcontainer/api';
import { withNamesHere } from '../../../src/engines/webcontainer/strip.ts';
import { fixtureLabs } from '../server.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** A folder as `mount` takes it; TypeScript comes out as JavaScript, under the names that a container has. */
function treeOf(folder: string): FileSystemTree {
  const entries = readdirSync(folder).filter((name) => !name.startsWith('.') && !name.startsWith('broken'));
  return Object.fromEntries(
    entries.map((name): [string, FileSystemTree[string]] => {
      const here = join(folder, name);
      if (statSync(here).isDirectory()) return [name, { directory: treeOf(here) }];
      const text = readFileSync(here, 'utf8');
      if (!name.endsWith('.ts')) return [name, { file: { contents: text } }];
      const contents = withNamesHere(stripTypeScriptTypes(text), () => false).replaceAll(
        // Here the fixtures' labs lie elsewhere than the kit; there they lie beside it.
        '../../../../labs/kit/',
        '../kit/',
      );
      return [name.replace(/ts$/, 'js'), { file: { contents } }];
    }),
  );
}

/** The only package that the kit and the fixtures need. */
function dependencies(): FileSystemTree {
  const valibot = [path('node_modules/valibot'), path('labs/node_modules/valibot')].find(existsSync)!;
  const file = (name: string) => ({ file: { contents: readFileSync(join(valibot, name), 'utf8') } });
  return {
    node_modules: {
      directory: {
        valibot: {
          directory: {
            'package.json': file('package.json'),
            dist: { directory: { 'index.mjs': file('dist/index.mjs') } },
          },
        },
      },
    },
  };
}

export const trees = {
  dependencies: dependencies(),
  programs: {
    'package.json': { file: { contents: readFileSync(path('labs/package.json'), 'utf8') } },
    kit: { directory: treeOf(path('labs/kit')) },
    echo: { directory: treeOf(join(fixtureLabs, 'echo')) },
  } satisfies FileSystemTree,
};
