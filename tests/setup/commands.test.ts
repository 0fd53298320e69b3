import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withoutProjectBin } from '../../scripts/lib/child.mjs';
import { parseStart } from '../../scripts/lib/start-arguments.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

function script(name: string, ...args: string[]) {
  return spawnSync(process.execPath, [`scripts/${name}.mjs`, ...args], { cwd: root, encoding: 'utf8' });
}

test('npm ci --dry-run succeeds from the committed lock', () => {
  const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    env: withoutProjectBin(process.env),
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 120_000);

test.each([
  ['--port=banana', '--port takes a number from 0 (any free port) to 65535, not "banana".'],
  ['--port=70000', 'not "70000".'],
  ['--prot=1', "Unknown option '--prot'."],
  ['4321', "Unexpected argument '4321'."],
])('npm start -- %s ends with 2 and says why', (argument, sentence) => {
  const { status, stderr, stdout } = script('start', argument);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('npm start passes its options on to the server', () => {
  expect(parseStart(['--port', '0', '--no-open'])).toEqual({
    ok: true,
    help: false,
    dev: false,
    server: ['--port', '0', '--no-open'],
  });
  const limits = ['--limit', 'time=5min', '--limit', 'memory=2GiB'];
  expect(parseStart(limits)).toMatchObject({ ok: true, server: limits });
  expect(parseStart(['--dev'])).toMatchObject({ dev: true, server: [] });
});

test('npm test names the suites when one is unknown, and runs none', () => {
  const { status, stderr, stdout } = script('test', 'unti');
  expect(stderr).toContain('There is no suite "unti". The suites are: format, lint,');
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('a program runs on a Node that is new enough, with its arguments, and its exit code is passed on', () => {
  const { status, stdout } = script('run', 'tests/fixtures/exit-with.ts', '7');
  expect(stdout).toMatch(/^v(2[2-9]|[3-9]\d)\./);
  expect(status).toBe(7);
});

test('npm installs with the Node of the machine, not with the one that it replaces', () => {
  const env = withoutProjectBin({
    PATH: `${root}node_modules/.bin:/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin:/usr/bin:/bin`,
  });
  expect(env.PATH).toBe('/usr/bin:/bin');
});
