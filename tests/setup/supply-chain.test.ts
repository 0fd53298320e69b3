/** What is installed: exactly what the lock says, from npm's registry, running no script undecided. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Declared {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
interface Package extends Declared {
  workspaces?: string[];
  allowScripts?: Record<string, boolean>;
}
interface Locked extends Declared {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const REGISTRY = 'https://registry.npmjs.org/';
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

const folders = ['', 'labs'];
const packages = new Map(folders.map((folder) => [folder, read(`${folder}/package.json`) as Package]));
const lock = (read('package-lock.json') as { packages: Record<string, Locked> }).packages;
const root = packages.get('')!;
/** Everything that is fetched: not the project's own folders, nor the link to the workspace. */
const fetched = Object.entries(lock).filter(
  ([path, { link, resolved }]) => !folders.includes(path) && !(link && folders.includes(resolved ?? '')),
);

function inRoot(path: string): URL {
  return new URL(`../../${path.replace(/^\//, '')}`, import.meta.url);
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(inRoot(path), 'utf8'));
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`; an alias's own name. */
function nameOf(path: string, { name }: Locked): string {
  return name ?? path.split('node_modules/').at(-1)!;
}

test.each(folders)('"%s": package.json declares exact versions only', (folder) => {
  const declared = KINDS.flatMap((kind) => Object.entries(packages.get(folder)![kind] ?? {}));
  expect(declared.length).toBeGreaterThan(0);
  expect(declared.filter(([, version]) => !EXACT.test(version))).toEqual([]);
});

test.each(folders)('"%s": the lock has what package.json declares, in that version', (folder) => {
  for (const kind of KINDS) {
    const declared = packages.get(folder)![kind] ?? {};
    expect(lock[folder]![kind] ?? {}).toEqual(declared);
    for (const [name, version] of Object.entries(declared)) {
      const installed = lock[`${folder}/node_modules/${name}`] ?? lock[`node_modules/${name}`];
      expect([name, installed?.version]).toEqual([name, version]);
    }
  }
});

test('labs is the only workspace, and nothing else is linked', () => {
  expect(root.workspaces).toEqual(['labs']);
  const links = Object.values(lock).filter(({ link }) => link);
  expect(links.map(({ resolved }) => resolved)).toEqual(['labs']);
});

test('everything fetched has a SHA-512 of its content in the lock', () => {
  expect(fetched.length).toBeGreaterThan(500);
  expect(fetched.filter(([, { integrity }]) => !SHA512.test(integrity ?? '')).map(([path]) => path)).toEqual(
    [],
  );
});

test("everything fetched comes from npm's registry: no git, no other address, no file", () => {
  const elsewhere = fetched.filter(
    ([, { resolved, version }]) =>
      (resolved !== undefined && !resolved.startsWith(REGISTRY)) || !EXACT.test(version ?? ''),
  );
  expect(elsewhere).toEqual([]);
  const ranges = Object.values(lock).flatMap((locked) =>
    KINDS.flatMap((kind) => Object.entries(locked[kind] ?? {})),
  );
  expect(ranges.filter(([, range]) => /[/]|^(?!npm:)\w+:/.test(range))).toEqual([]);
});

/** Whether its package.json names a script that npm runs after fetching it, or npm would compile it. */
function bringsScript(path: string): boolean {
  if (!existsSync(inRoot(`${path}/package.json`))) return false;
  const { scripts = {} } = read(`${path}/package.json`) as { scripts?: Record<string, string> };
  return (
    ['preinstall', 'install', 'postinstall'].some((name) => name in scripts) ||
    existsSync(inRoot(`${path}/binding.gyp`))
  );
}

test('every install script, in the lock or in what is installed, has been decided on', () => {
  const scripts = fetched.filter(([path, { hasInstallScript }]) => hasInstallScript || bringsScript(path));
  const names = [...new Set(scripts.map(([path, locked]) => nameOf(path, locked)))];
  const decided = root.allowScripts ?? {};
  for (const name of names) {
    expect(
      Object.keys(decided),
      `"${name}" wants to run a program of its own while it is installed, with your rights. Read that script. ` +
        `If the project needs it, add "${name}": true to "allowScripts" in package.json; if it works without, ` +
        `"${name}": false; or do without the package.`,
    ).toContain(name);
  }
  const allowed = Object.keys(decided).filter((name) => decided[name]);
  expect(
    allowed.filter((name) => !names.includes(name)),
    'These are allowed to run an install script but have none: take them out of "allowScripts" in package.json.',
  ).toEqual([]);
});

/** Do with it what you like, if its notice stays. CC-BY-4.0 is caniuse-lite's data. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];
/** Used as they are to build the site, and no part of it: their terms are about changing them. */
const COPYLEFT = [
  { packages: /^@img\/sharp-/, license: 'LGPL-3.0-or-later' },
  { packages: /^lightningcss(?:-|$)/, license: 'MPL-2.0' },
];

test('every package that is not for development only has a licence that is on the list', () => {
  const refused = fetched
    .filter(([, { dev }]) => !dev)
    .map(([path, locked]) => [nameOf(path, locked), locked.license ?? 'none'] as const)
    .filter(
      ([name, license]) =>
        !license
          .replace(/[()]/g, '')
          .split(' AND ')
          .every(
            (part) =>
              part.split(' OR ').some((choice) => PERMISSIVE.includes(choice)) ||
              COPYLEFT.some((exception) => exception.packages.test(name) && exception.license === part),
          ),
    );
  expect(refused, 'Read the licence, and add it to the list or do without the package.').toEqual([]);
});
