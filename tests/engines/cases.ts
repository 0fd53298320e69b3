/** What every engine must do, as a table; which engine cannot, and why, is in engines.ts. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { RunRequest } from '../../labs/kit/messages.ts';
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';
import type { Engine, Run } from '../../src/engines/engine.ts';
import { eventually, expectOrder, lives, pids, readRun, runFolderExists, type Reading } from './reading.ts';

export interface Case {
  id: string;
  title: string;
  prove: (engine: Engine) => Promise<void>;
}

const STOP_WITHIN_MS = 1000;

function begin(engine: Engine, request: Partial<RunRequest> = {}): { run: Run; reading: Reading } {
  const run = engine.run({ lab: 'echo', ...request });
  return { run, reading: readRun(run) };
}

async function whole(engine: Engine, request: Partial<RunRequest>): Promise<readonly RunRecord[]> {
  const records = await begin(engine, request).reading.toEnd();
  expectOrder(records);
  return records;
}

const reason = (records: readonly RunRecord[]): string | undefined =>
  records.find((record) => record.kind === 'done')?.reason;
const texts = (records: readonly RunRecord[]): string[] =>
  records.flatMap((record) => (record.kind === 'text' ? [record.text] : []));
const states = (records: readonly RunRecord[]): string[] =>
  records.flatMap((record) => (record.kind === 'process' ? [record.state] : []));
const failure = (records: readonly RunRecord[]): RecordOf<'notice'> | undefined =>
  records.find((record) => record.kind === 'notice' && record.level === 'error') as
    RecordOf<'notice'> | undefined;

const isReady = (record: RecordOf<'process'>): boolean => record.state === 'ready';
const inPart =
  (id: string) =>
  (record: RecordOf<'event'>): boolean =>
    record.name === 'part.start' && record.detail?.['id'] === id;

/** Stops a run and reads it to its end, in the time that is promised. */
async function stopInTime({ run, reading }: { run: Run; reading: Reading }): Promise<readonly RunRecord[]> {
  const began = performance.now();
  await run.stop();
  expect(performance.now() - began).toBeLessThan(STOP_WITHIN_MS);
  const records = await reading.toEnd();
  expectOrder(records);
  return records;
}

function expectNothingLeft(records: readonly RunRecord[]): void {
  expect(pids(records).length).toBeGreaterThan(0);
  expect(pids(records).filter(lives)).toEqual([]);
  expect(runFolderExists(records)).toBe(false);
}

const listens =
  "\nimport { createServer } from 'node:http';\ncreateServer().listen(Number(process.env['PORT']), '127.0.0.1');\n";

export const cases: readonly Case[] = [
  {
    id: 'order',
    title: 'a run that plays to its end begins with run, ends with done, in order of time',
    prove: async (engine) => {
      const records = await whole(engine, { seconds: 0.5 });
      expect(reason(records)).toBe('scenario-ended');
      expect(records[0]).toMatchObject({ lab: 'echo', variant: 'starter', format: 1 });
      expect(states(records).slice(0, 2)).toEqual(['starting', 'ready']);
    },
  },
  {
    id: 'scenario',
    title: 'the parts of the scenario and what they set are shown',
    prove: async (engine) => {
      const records = await whole(engine, { seconds: 0.6 });
      expect(
        records
          .filter((record) => record.kind === 'event' && record.name === 'part.start')
          .map((record) => (record as RecordOf<'event'>).detail?.['id']),
      ).toEqual(['first', 'second']);
      expect(records).toContainEqual(
        expect.objectContaining({ kind: 'control', name: 'speed', value: 7, by: 'scenario' }),
      );
      expect(texts(records)).toContain('speed is 7');
    },
  },
  {
    id: 'stop',
    title: 'stop settles in under a second and the run says that it was stopped',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      expect(reason(await stopInTime(begun))).toBe('stopped');
    },
  },
  {
    id: 'stop-at-once',
    title: 'a run can be stopped before anything of it was seen',
    prove: async (engine) => {
      expect(reason(await stopInTime(begin(engine)))).toBe('stopped');
    },
  },
  {
    id: 'stop-twice',
    title: 'stopping twice, or after the end, is no error',
    prove: async (engine) => {
      const { run, reading } = begin(engine, { seconds: 0.2 });
      await Promise.all([run.stop(), run.stop()]);
      await reading.toEnd();
      await run.stop();
      run.send({ type: 'stop' });
    },
  },
  {
    id: 'stop-unread',
    title: 'stop settles although nobody reads the records',
    prove: async (engine) => {
      const run = engine.run({ lab: 'echo' });
      const began = performance.now();
      await run.stop();
      expect(performance.now() - began).toBeLessThan(STOP_WITHIN_MS);
    },
  },
  {
    id: 'request-answered',
    title: 'every request gets a response, an error being one',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      begun.run.send({ type: 'request', id: 'r1', process: 'nobody', method: 'GET', path: '/' });
      const response = await begun.reading.until('response');
      expect(response).toMatchObject({ id: 'r1', status: 0 });
      expect(response.error).toMatch(/\w/);
      await stopInTime(begun);
    },
  },
  {
    id: 'unknown-lab',
    title: 'a lab that there is not ends with a notice that says so',
    prove: async (engine) => {
      const records = await whole(engine, { lab: 'ecko' });
      expect(reason(records)).toBe('failed');
      expect(failure(records)?.message).toContain('"ecko"');
    },
  },
  {
    id: 'nothing-left',
    title: 'nothing is left of a run that was stopped, nor of one that ended',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      expectNothingLeft(await stopInTime(begun));
      const records = await whole(engine, { seconds: 0.2 });
      expectNothingLeft(records);
      expect(states(records)).toEqual(['starting', 'ready', 'exited']);
    },
  },
  {
    id: 'reader-gone',
    title: 'a reader that goes away ends the run',
    prove: async (engine) => {
      const { reading } = begin(engine);
      await reading.until('process', isReady);
      await reading.cancel();
      await eventually(
        () => pids(reading.seen).every((pid) => !lives(pid)) && !runFolderExists(reading.seen),
        STOP_WITHIN_MS,
      );
    },
  },
  {
    id: 'control',
    title:
      'a control that the learner moves is shown as theirs, reaches the program and is held until released',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('event', inPart('first'));
      begun.run.send({ type: 'set', name: 'speed', value: 42 });
      expect(await begun.reading.until('control', (control) => control.value === 42)).toMatchObject({
        name: 'speed',
        by: 'learner',
      });
      await begun.reading.until('text', (text) => text.text === 'speed is 42');
      await begun.reading.until('event', inPart('second'));
      begun.run.send({ type: 'request', id: 'held', process: 'server', method: 'GET', path: '/speed' });
      expect((await begun.reading.until('response')).body).toBe('42');
      begun.run.send({ type: 'release', name: 'speed' });
      expect(await begun.reading.until('control', (control) => control.value === 7)).toMatchObject({
        by: 'scenario',
      });
      await stopInTime(begun);
    },
  },
  {
    id: 'control-from-start',
    title: 'a control given with the run is held from its first moment',
    prove: async (engine) => {
      const records = await whole(engine, { controls: { speed: 9, mode: 'wild' }, seconds: 0.6 });
      const speeds = records.filter((record) => record.kind === 'control' && record.name === 'speed');
      expect(speeds).toMatchObject([{ value: 9, by: 'learner' }]);
      expect(texts(records)).toContain('mode is wild');
    },
  },
  {
    id: 'control-refused',
    title: 'a control or value that there is not is refused with what would be right',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      begun.run.send({ type: 'set', name: 'speed', value: 1000 });
      const notice = await begun.reading.until('notice');
      expect(notice).toMatchObject({ level: 'warning', code: 'bad-control' });
      expect(notice.next).toContain('0 to 100');
      expect(reason(await stopInTime(begun))).toBe('stopped');

      const records = await whole(engine, { controls: { sped: 3 } });
      expect(reason(records)).toBe('failed');
      expect(failure(records)?.next).toContain('"speed"');
    },
  },
  {
    id: 'request',
    title: 'a request to a program is answered with status, headers, body and time',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      begun.run.send({
        type: 'request',
        id: 'r7',
        process: 'server',
        method: 'POST',
        path: '/?a=1',
        body: 'caf\u00e9 \ud83d\ude00',
      });
      const response = await begun.reading.until('response');
      expect(response).toMatchObject({ id: 'r7', status: 200, body: 'hello caf\u00e9 \ud83d\ude00' });
      expect(response.headers['x-method']).toBe('POST');
      expect(response.duration).toBeGreaterThan(0);
      await stopInTime(begun);
    },
  },
  {
    id: 'input',
    title: 'a line that is typed reaches the program',
    prove: async (engine) => {
      const begun = begin(engine);
      await begun.reading.until('process', isReady);
      begun.run.send({ type: 'input', process: 'server', text: 'good day' });
      await begun.reading.until('text', (text) => text.text === 'you said good day');
      await stopInTime(begun);
    },
  },
  {
    id: 'messages-in-order',
    title: 'messages arrive in the order in which they were sent',
    prove: async (engine) => {
      const begun = begin(engine, { controls: { speed: 0 } });
      await begun.reading.until('process', isReady);
      for (let value = 1; value <= 20; value += 1) begun.run.send({ type: 'set', name: 'speed', value });
      await begun.reading.until('text', (text) => text.text === 'speed is 20');
      expect(
        begun.reading.seen
          .flatMap((record) => (record.kind === 'control' && record.name === 'speed' ? [record.value] : []))
          .filter((value) => value !== 0),
      ).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      await stopInTime(begun);
    },
  },
  {
    id: 'edits',
    title: 'an edited file is what runs, and the run says which files were edited',
    prove: async (engine) => {
      const begun = begin(engine, {
        edits: { 'server.ts': `console.log('edited \\u2028 text');${listens}` },
      });
      await begun.reading.until('text', (text) => text.text === 'edited \u2028 text');
      expect(begun.reading.seen[0]).toMatchObject({ edited: ['server.ts'] });
      await stopInTime(begun);
      expect(texts(await whole(engine, { seconds: 0.4 }))).not.toContain('edited \u2028 text');
    },
  },
  {
    id: 'edits-refused',
    title: 'a file that is not the lab\u2019s, or not to be edited, is refused with the right name',
    prove: async (engine) => {
      for (const [name, right] of [
        ['sever.ts', '"server.ts"'],
        ['greeting.ts', 'server.ts'],
        ['../echo/server.ts', 'server.ts'],
      ] as const) {
        const records = await whole(engine, { edits: { [name]: '' } });
        expect(reason(records)).toBe('failed');
        expect(failure(records)?.message).toContain(name);
        expect(failure(records)?.next).toContain(right);
      }
    },
  },
  {
    id: 'syntax-error',
    title: 'a syntax error is shown with its file and line',
    prove: async (engine) => {
      const records = await whole(engine, {
        edits: { 'server.ts': 'const fine = 1;\n\nconst broken = ;\n' },
      });
      expect(reason(records)).toBe('failed');
      expect(failure(records)).toMatchObject({ process: 'server', file: 'server.ts', line: 3 });
      expect(failure(records)?.message).toMatch(/expected|unexpected/i);
    },
  },
  {
    id: 'throws-at-start',
    title: 'an error while a program starts is shown with its file and line',
    prove: async (engine) => {
      const records = await whole(engine, {
        edits: { 'server.ts': "const one = 1;\nif (one) throw new Error('no luck today');\n" },
      });
      expect(reason(records)).toBe('failed');
      expect(failure(records)).toMatchObject({ process: 'server', file: 'server.ts', line: 2 });
      expect(failure(records)?.message).toContain('no luck today');
    },
  },
  {
    id: 'module-missing',
    title: 'a module that is not found is shown with the file and line that wants it',
    prove: async (engine) => {
      const records = await whole(engine, {
        edits: { 'server.ts': `const one = 1;\nimport './nowhere.ts';${listens}` },
      });
      expect(reason(records)).toBe('failed');
      expect(failure(records)).toMatchObject({ process: 'server', file: 'server.ts', line: 2 });
      expect(failure(records)?.message).toContain('nowhere.ts');
    },
  },
  {
    id: 'port-taken',
    title: 'a port that is taken is shown with its file and line',
    prove: async (engine) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const records = await whole(engine, {
        edits: {
          'server.ts': `import { createServer } from 'node:http';\n\ncreateServer().listen(${String(port)}, '127.0.0.1');\n`,
        },
      });
      other.close();
      expect(reason(records)).toBe('failed');
      expect(failure(records)?.message).toContain('EADDRINUSE');
      expect(failure(records)).toMatchObject({ file: 'server.ts', line: 3 });
    },
  },
  {
    id: 'half-a-line',
    title: 'half a line is shown although its end never comes',
    prove: async (engine) => {
      const begun = begin(engine, { edits: { 'server.ts': `process.stdout.write('ready? ');${listens}` } });
      await begun.reading.until('text', (text) => text.text === 'ready? ');
      await stopInTime(begun);
    },
  },
  {
    id: 'binary',
    title: 'a program that prints any bytes does no harm to the records around it',
    prove: async (engine) => {
      const print =
        "process.stdout.write(Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256)));\nconsole.log('\\nstill \\u{1f600} here');";
      const begun = begin(engine, { edits: { 'server.ts': `${print}${listens}` } });
      await begun.reading.until('text', (text) => text.text === 'still \u{1f600} here');
      await stopInTime(begun);
    },
  },
  {
    id: 'million-lines',
    title: 'a million lines end the run at the limit, with a notice',
    prove: async (engine) => {
      const print =
        'for (let line = 0; line < 1_000_000; line += 1) process.stdout.write(`line ${line}\\n`);';
      const records = await whole(engine, { edits: { 'server.ts': `${print}${listens}` } });
      expect(reason(records)).toBe('limit');
      expect(failure(records)?.code).toBe('limit-output');
      expect(texts(records).join('\n').length).toBeLessThan(1.1 * 1024 * 1024);
      expectNothingLeft(records);
    },
  },
  {
    id: 'deaf',
    title: 'a program that ignores every polite signal is gone in under a second',
    prove: async (engine) => {
      const deaf =
        "for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => console.log('no'));";
      const begun = begin(engine, { edits: { 'server.ts': `${deaf}${listens}` } });
      await begun.reading.until('process', isReady);
      expectNothingLeft(await stopInTime(begun));
    },
  },
  {
    id: 'blocked',
    title: 'a program whose loop is blocked for ever is gone in under a second',
    prove: async (engine) => {
      const begun = begin(engine, {
        edits: {
          'server.ts': `${listens}setTimeout(() => { process.stdout.write('now\\n', () => { for (;;); }); }, 50);`,
        },
      });
      await begun.reading.until('text', (text) => text.text === 'now');
      expectNothingLeft(await stopInTime(begun));
    },
  },
  {
    id: 'grandchild',
    title: 'a detached process that a program started is gone with the run',
    prove: async (engine) => {
      const detached =
        "import { spawn } from 'node:child_process';\nconst child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });\nchild.unref();\nconsole.log('child ' + child.pid);";
      const begun = begin(engine, { edits: { 'server.ts': `${detached}${listens}` } });
      const pid = Number(
        (await begun.reading.until('text', (text) => text.text.startsWith('child '))).text.slice(6),
      );
      expect(lives(pid)).toBe(true);
      expectNothingLeft(await stopInTime(begun));
      expect(lives(pid)).toBe(false);
    },
  },
  {
    id: 'two-runs',
    title: 'a second run of the same page is refused while the first goes on, and not after it',
    prove: async (engine) => {
      const first = begin(engine);
      await first.reading.until('process', isReady);
      const records = await whole(engine, {});
      expect(reason(records)).toBe('failed');
      expect(failure(records)).toMatchObject({ code: 'run-going-on' });
      expect(failure(records)?.next).toMatch(/stop/i);
      await stopInTime(first);
      expect(reason(await whole(engine, { seconds: 0.2 }))).toBe('scenario-ended');
    },
  },
];
