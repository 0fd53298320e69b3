import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adviceFor, findProgram, unpack, waysToDownload, withPrograms } from '../../scripts/lib/programs.mjs';
import { suites } from '../../scripts/lib/suites.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "under load's programs-"));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function program(folder: string, name: string, text = '#!/bin/sh\n'): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

test("a program on the PATH comes before the system's daemons and the project's own", () => {
  const path = withPrograms('/opt/mine:/usr/bin', '/cache');
  expect(path).toBe('/opt/mine:/usr/bin:/usr/local/sbin:/usr/sbin:/cache/bin');
  expect(withPrograms(path, '/cache')).toBe(path);
});

test('a program is found by name, and a file that cannot run is none', () => {
  const first = join(home, 'first');
  program(first, 'haproxy');
  chmodSync(join(first, 'haproxy'), 0o644);
  const second = program(join(home, 'second'), 'haproxy');
  expect(findProgram('haproxy', `${first}:${join(home, 'second')}`)).toBe(second);
  expect(findProgram('haproxy', first)).toBeUndefined();
});

test('a package is downloaded, not installed: nothing of the system is changed', () => {
  const commands = waysToDownload({ platform: 'linux', hasApt: true }, 'haproxy', '/cache/haproxy')!.flat();
  expect(commands.length).toBeGreaterThan(1);
  for (const command of commands) {
    expect(command).toContain('Dir::Cache=/cache/haproxy');
    if (command.includes('install')) expect(command).toContain('--download-only');
    if (command.includes('update')) expect(command).toContain('Dir::State::Lists=/cache/haproxy/lists');
  }
});

test.each([
  { platform: 'darwin', hasApt: true, says: 'brew install prometheus' },
  { platform: 'linux', hasApt: false, says: 'sudo apt-get install prometheus' },
])('where it cannot be downloaded ($platform), there is a command to type', ({ says, ...machine }) => {
  expect(waysToDownload(machine, 'prometheus', '/cache')).toBeUndefined();
  expect(adviceFor(machine, 'promtool')).toContain(says);
});

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

test.skipIf(!hasDpkg)('an unpacked program runs, and finds the libraries that came with it', () => {
  const tree = join(home, 'tree');
  mkdirSync(join(tree, 'usr/lib/x86_64-linux-gnu'), { recursive: true });
  program(join(tree, 'usr/sbin'), 'haproxy', '#!/bin/sh\necho "$LD_LIBRARY_PATH|$*"\n');
  mkdirSync(join(tree, 'DEBIAN'));
  writeFileSync(
    join(tree, 'DEBIAN/control'),
    'Package: haproxy\nVersion: 1\nArchitecture: all\nMaintainer: Nobody <nobody@localhost>\nDescription: none\n',
  );
  mkdirSync(join(home, 'haproxy/archives'), { recursive: true });
  const made = spawnSync('dpkg-deb', ['--build', tree, join(home, 'haproxy/archives/haproxy.deb')]);
  expect(made.status, String(made.stderr)).toBe(0);

  unpack(home, 'haproxy', ['haproxy', 'promtool']);

  expect(findProgram('promtool', join(home, 'bin'))).toBeUndefined();
  const { stdout } = spawnSync(join(home, 'bin/haproxy'), ['-f', 'two words'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: '/there/before' },
  });
  const [path = '', args] = stdout.trim().split('|');
  expect(args).toBe('-f two words');
  expect(path).toBe(`${home}/bin/../haproxy/tree/usr/lib/x86_64-linux-gnu:/there/before`);
});

test('npm run provide names the programs when one is unknown', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/provide.mjs', 'haprxoy'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toContain('each one of: haproxy, nginx, prometheus, promtool');
  expect(status).toBe(2);
});

test('what a command starts finds the programs of the project', () => {
  const { stdout } = spawnSync(process.execPath, ['scripts/run.mjs', '-e', 'console.log(process.env.PATH)'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout.trim().split(':')).toEqual(withPrograms(process.env['PATH']).split(':'));
});

test('npm test fetches HAProxy and Prometheus before the suite that runs the labs', () => {
  const labs = suites.find(({ name }) => name === 'labs');
  expect(labs?.programs).toEqual(['haproxy', 'prometheus', 'promtool']);
});
