/** The image of which a WebContainer is made, unpacked into a folder far from the repository's packages. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../../labs/kit/messages.ts';
import { parseRecord, type RunRecord } from '../../labs/kit/records.ts';
import { writeImage } from '../../scripts/lib/runtime/image.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { mount, readManifest } from './unpack.ts';

const MOST_BYTES = 700_000;

let home: string;
let image: string;
let container: string;

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'under-load-image-')));
  image = join(home, 'image');
  container = join(home, 'container');
  await writeImage(image);
  mkdirSync(container);
  mount(image, container);
}, 300_000);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Runs a lab as an engine does: by the supervisor, from its standard input. */
async function run(request: RunRequest): Promise<RunRecord[]> {
  const child = spawn(process.execPath, ['kit/supervise.js'], { cwd: container });
  child.stdin.write(`${JSON.stringify({ type: 'start', id: 'one', run: request })}\n`);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  await new Promise((resolve) => child.once('close', resolve));
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const read = parseRecord(line);
      if (!read.ok) throw new Error(line);
      return read.record;
    });
}

const problems = (records: readonly RunRecord[]): RunRecord[] =>
  records.filter((record) => record.kind === 'notice' && record.level !== 'info');

test('of the same sources the image has the same bytes, under the same names', async () => {
  const again = join(home, 'again');
  await writeImage(again);
  expect(readdirSync(again)).toEqual(readdirSync(image));
  for (const file of readdirSync(again)) {
    expect(readFileSync(join(again, file)).equals(readFileSync(join(image, file))), file).toBe(true);
  }
});

test(`the packages are at most ${String(MOST_BYTES)} bytes with brotli, and whole`, () => {
  const { dependencies, programs } = readManifest(image);
  for (const name of [dependencies, programs]) {
    const bytes = readFileSync(join(image, `${name}.br`));
    expect(bytes.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(brotliDecompressSync(bytes).equals(readFileSync(join(image, name)))).toBe(true);
  }
});

test('every package that the labs name can be imported, and brings its licence', () => {
  const { dependencies } = JSON.parse(readFileSync(join(container, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const names = Object.keys(dependencies);
  expect(names).toEqual(expect.arrayContaining(['express', 'opossum', 'piscina', 'prom-client', 'valibot']));
  const script = `for (const name of ${JSON.stringify(names)}) await import(name); process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: container });
  expect(readdirSync(join(container, 'node_modules/express'))).toContain('LICENSE');
});

test('line N of a program is still line N, and what is left of it stands where it stood', () => {
  const sources = readdirSync(container, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.js') && !file.startsWith('node_modules/'),
  );
  expect(sources).toEqual(
    expect.arrayContaining(['false-opens/proxy.js', 'false-opens/solution/proxy.js', 'kit/supervise.js']),
  );
  for (const file of sources) {
    const typed = readFileSync(inRoot('labs', file.replace(/\.js$/, '.ts')), 'utf8').split('\n');
    const plain = readFileSync(join(container, file), 'utf8').split('\n');
    expect(plain.length, file).toBe(typed.length);
    for (const [index, line] of plain.entries()) {
      const moved = line
        .split('')
        .findIndex(
          (sign, at) =>
            sign !== typed[index]![at] &&
            sign.trim() !== '' &&
            sign !== ';' &&
            line.slice(at, at + 2) !== 'js',
        );
      expect(moved, `${file}:${String(index + 1)}: ${line}`).toBe(-1);
    }
  }
});

test.each(['starter', 'solution'] as const)('the %s of a lab runs, and is measured', async (variant) => {
  const records = await run({ lab: 'false-opens', variant, seconds: 1 });
  expect(problems(records)).toEqual([]);
  expect(records[0]).toMatchObject({ kind: 'run', lab: 'false-opens', variant });
  expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
  const listening = records.filter((record) => record.kind === 'process' && record.state === 'ready');
  expect(listening.map((record) => 'process' in record && record.process)).toEqual(
    expect.arrayContaining(['backend', 'proxy']),
  );
  expect(records.some((record) => record.kind === 'sample' && record.process === 'proxy')).toBe(true);
});

test('a lab finds the programs that it starts itself, by the names that they have there', async () => {
  const records = await run({ lab: 'phases', seconds: 5 });
  expect(problems(records)).toEqual([]);
  expect(records.some((record) => record.kind === 'event' && record.process === 'phases')).toBe(true);
});

test('an edit runs, and an error in it is said of the file and line that were edited', async () => {
  const edit = '\n\nthrow new Error("on line three");\n';
  const records = await run({ lab: 'false-opens', edits: { 'proxy.ts': edit }, seconds: 1 });
  expect(records).toContainEqual(
    expect.objectContaining({ kind: 'notice', code: 'program-failed', file: 'proxy.ts', line: 3 }),
  );
});
