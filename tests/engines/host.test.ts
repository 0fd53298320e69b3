/** The host of runs, when things go wrong: whatever a supervisor does, a run ends and nothing of it is left. */
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sweepRuns } from '../../labs/kit/supervise/folder.ts';
import { parseRecord, type RunRecord } from '../../labs/kit/records.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import type { HostedRun } from '../../src/server/hosted-run.ts';
import { createRunHost } from '../../src/server/runs.ts';
import { eventually, expectOrder, lives, parentOf, pids, readRun, runFolderExists } from './reading.ts';
import { runsFolder, startServerProcess, type ServerProcess } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'under-load-host-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A supervisor that misbehaves as its code says. */
function host(name: string, code: string): ReturnType<typeof createRunHost> {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return createRunHost({ supervisor: file });
}

function start(
  runs: ReturnType<typeof createRunHost>,
  sink = new PassThrough(),
): HostedRun & { sink: PassThrough } {
  const admission = runs.admit({ lab: 'echo' }, undefined);
  if (!admission.ok) throw new Error(admission.error.message);
  return { ...admission.start(sink), sink };
}

const head =
  '{"kind":"run","t":0,"format":1,"id":"x","lab":"echo","variant":"starter","edited":[],"node":"v24","platform":"linux","cores":2,"startedAt":""}';

/** Every line that came, each of which must be a record. */
function parse(ndjson: string): RunRecord[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map((line) => {
      const parsed = parseRecord(line);
      if (!parsed.ok) throw new Error(parsed.message);
      return parsed.record;
    });
}

describe('a supervisor', () => {
  it('that is killed before it has put its name into its folder leaves none', async () => {
    const { id, ended } = start(
      host(
        'nameless',
        `import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
for await (const line of createInterface({ input: process.stdin })) {
  mkdirSync('${runsFolder}/' + JSON.parse(line).id, { recursive: true });
  process.kill(process.pid, 'SIGKILL');
}`,
      ),
    );
    await ended;
    expect(existsSync(join(runsFolder, id))).toBe(false);
  });

  it('that dies without a last word is spoken for, in whole records', async () => {
    const { sink } = start(
      host(
        'dies',
        `process.stdout.write('${head}\\n{"kind":"text","t":5,"process":"a","stream":"stdout","text":"x"}\\n{"kind":"te', () => { console.error('out of luck'); process.exit(3); });`,
      ),
    );
    const records = parse(await text(sink));
    expectOrder(records);
    expect(records.map((record) => record.kind)).toEqual(['run', 'text', 'text', 'notice', 'done']);
    expect(records[2]).toMatchObject({ t: 5, process: 'supervisor', text: 'out of luck' });
    expect(records.at(-1)).toMatchObject({ t: 5, reason: 'lost' });
  });

  it('that dies at once is spoken for from the first record on', async () => {
    const { sink } = start(host('never', 'process.exit(1)'));
    const records = parse(await text(sink));
    expectOrder(records);
    expect(records[0]).toMatchObject({ kind: 'run', lab: 'echo' });
  });

  it('that cannot be started at all is spoken for too', async () => {
    const { sink } = start(createRunHost({ supervisor: join(folder, 'is-not-there.ts') }));
    const records = parse(await text(sink));
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'lost' });
  });

  it('that hears nothing is killed within a second of the wish to stop', async () => {
    const deaf = `process.on('SIGTERM', () => {}); process.stdin.resume(); setInterval(() => {}, 1000); process.stdout.write('${head}\\n');`;
    const run = start(host('deaf', deaf));
    const output = text(run.sink);
    await new Promise((resolve) => run.sink.once('data', resolve));
    const began = performance.now();
    await run.stop();
    expect(performance.now() - began).toBeLessThan(1100);
    const records = parse(await output);
    expect(records.slice(-2)).toMatchObject([
      { kind: 'notice', code: 'supervisor-killed' },
      { kind: 'done', reason: 'stopped' },
    ]);
  });

  it('is told to end when its listener is gone, also one that was gone before it began', async () => {
    const runs = host('waits', `process.stdin.resume().on('end', () => process.exit(0));`);
    const left = start(runs);
    left.sink.destroy();
    await left.ended;
    const gone = new PassThrough();
    gone.destroy();
    await new Promise((resolve) => gone.once('close', resolve));
    await start(runs, gone).ended;
  });

  // Where the listener stands when it ends is chance: several times, so that a loss shows.
  it.each([1, 2, 3, 4, 5])('that is gone has had its say, also to a slow listener (%i)', async (time) => {
    const lines = 400;
    const about = join(folder, `gone-${String(time)}.pid`);
    const code = `import { renameSync, writeFileSync } from 'node:fs';
writeFileSync('${about}.new', String(process.pid));
renameSync('${about}.new', '${about}');
const line = '{"kind":"text","t":1,"process":"a","stream":"stdout","text":"' + 'x'.repeat(1000) + '"}\\n';
process.stdout.write('${head}\\n' + line.repeat(${String(lines)}) + '{"kind":"done","t":2,"reason":"scenario-ended"}\\n', () => process.exit(0));`;
    const run = start(host('gone', code), new PassThrough({ highWaterMark: 1 }));
    await eventually(() => existsSync(about));
    const pid = Number(readFileSync(about, 'utf8'));
    // Read for no longer than it takes to be rid of it: the rest is in the pipe then.
    let read = '';
    while (lives(pid)) {
      read += String(run.sink.read() ?? '');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await run.ended;
    const records = parse(read + (await text(run.sink)));
    expect(records.at(-1)).toMatchObject({ kind: 'done', reason: 'scenario-ended' });
    expect(records.filter(({ kind }) => kind === 'text')).toHaveLength(lines);
  });

  it('waits for a slow listener instead of filling the server\u2019s memory', async () => {
    const flood = `const line = '{"kind":"text","t":1,"process":"a","stream":"stdout","text":"' + 'x'.repeat(10000) + '"}\\n';
process.stdout.write('${head}\\n');
process.stdin.resume().on('end', () => process.exit(0));
(function more() { while (process.stdout.write(line)); process.stdout.once('drain', more); })();`;
    const run = start(host('flood', flood));
    await eventually(() => run.sink.writableNeedDrain);
    const held = run.sink.writableLength + run.sink.readableLength;
    expect(held).toBeLessThan(1_000_000);
    run.sink.destroy();
    await run.ended;
  });
});

describe('the host', () => {
  it('takes four runs at once, says so to the fifth, and has room again after one', async () => {
    const runs = host('four', `process.stdin.resume().on('end', () => process.exit(0));`);
    const four = Array.from({ length: 4 }, () => start(runs));
    expect(runs.admit({ lab: 'echo' }, undefined)).toMatchObject({
      ok: false,
      error: { status: 429, code: 'too-many-runs' },
    });
    await four[0]?.stop();
    expect(runs.admit({ lab: 'echo' }, undefined).ok).toBe(true);
    await runs.stopAll();
  });

  it('lets a page have one run, and another page its own', async () => {
    const runs = host('pages', `process.stdin.resume().on('end', () => process.exit(0));`);
    const admission = runs.admit({ lab: 'echo' }, 'page-a');
    if (admission.ok) admission.start(new PassThrough());
    expect(runs.admit({ lab: 'echo' }, 'page-a')).toMatchObject({
      ok: false,
      error: { status: 409, code: 'run-going-on' },
    });
    expect(runs.admit({ lab: 'echo' }, 'page-b').ok).toBe(true);
    await runs.stopAll();
    expect(runs.admit({ lab: 'echo' }, 'page-a').ok).toBe(true);
  });

  it('shows a supervisor nothing of its own environment but what it needs', async () => {
    process.env['SECRET_OF_THE_SERVER'] = 'x';
    const { sink } = start(
      host(
        'looks',
        `process.stdout.write('${head}\\n' + JSON.stringify({ kind: 'text', t: 0, process: 'a', stream: 'stdout', text: Object.keys(process.env).join() }) + '\\n{"kind":"done","t":0,"reason":"stopped"}\\n');`,
      ),
    );
    const [, seen] = parse(await text(sink));
    delete process.env['SECRET_OF_THE_SERVER'];
    const allowed = [
      'PATH',
      'HOME',
      'LANG',
      'TMPDIR',
      'UNDER_LOAD_LABS',
      'UNDER_LOAD_KEPT',
      'NODE_COMPILE_CACHE',
    ];
    expect((seen as { text: string }).text.split(',').filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe('a supervisor of the server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(() => server.kill('SIGTERM'));

  const variables = (pid: number): string[] =>
    readFileSync(`/proc/${String(pid)}/environ`, 'utf8')
      .split('\0')
      .flatMap((entry) => entry.split('=')[0] ?? []);

  it.runIf(existsSync('/proc/self/environ'))('keeps what was given to it from its programs', async () => {
    const run = createLocalEngine(server).run({ lab: 'echo' });
    const { pid } = await readRun(run).until('process', (record) => record.state === 'ready');
    const own = ['UNDER_LOAD_KEPT', 'NODE_COMPILE_CACHE'];
    expect(variables(parentOf(pid!))).toEqual(expect.arrayContaining(own));
    expect(variables(pid!).filter((name) => own.includes(name))).toEqual([]);
    await run.stop();
  });

  it('that is killed leaves no program and no folder, and the page is told', async () => {
    const reading = readRun(createLocalEngine(server).run({ lab: 'echo' }));
    const { pid } = await reading.until('process', (record) => record.state === 'ready');
    process.kill(parentOf(pid!), 'SIGKILL');
    const records = await reading.toEnd();
    expectOrder(records);
    expect(records.slice(-2)).toMatchObject([
      { kind: 'notice', code: 'supervisor-lost' },
      { kind: 'done', reason: 'lost' },
    ]);
    await eventually(() => !pids(records).some(lives) && !runFolderExists(records));
  });
});

describe('what runs left behind', () => {
  const abandoned = join(runsFolder, 'abandoned-by-nobody');
  afterEach(() => {
    rmSync(abandoned, { recursive: true, force: true });
  });

  it('is swept, but not a folder that is only just being made', async () => {
    mkdirSync(abandoned, { recursive: true });
    expect(await sweepRuns()).not.toContain('abandoned-by-nobody');
    expect(existsSync(abandoned)).toBe(true);
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(abandoned, longAgo, longAgo);
    expect(await sweepRuns()).toContain('abandoned-by-nobody');
    expect(existsSync(abandoned)).toBe(false);
  });
});
