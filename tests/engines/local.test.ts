/** The local engine and its server: what a learner is told when the server is not there, not ours, or goes away. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { eventually, expectOrder, lives, pids, readRun, runFolderExists } from './reading.ts';
import { startServerProcess, type ServerProcess } from './server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function started(): Promise<ServerProcess> {
  const server = await startServerProcess();
  ends.push(() => (lives(server.pid) ? server.kill('SIGKILL') : undefined));
  return server;
}

/** A server of the test's own that answers as it is told. */
async function pretend(answer: RequestListener): Promise<{ base: string; token: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    base: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    token: 'a'.repeat(43),
  };
}

async function readToEnd(engine: ReturnType<typeof createLocalEngine>): Promise<readonly RunRecord[]> {
  const records = await readRun(engine.run({ lab: 'echo' })).toEnd();
  expectOrder(records);
  return records;
}

const boot = { signal: new AbortController().signal, onProgress: () => undefined };
const isReady = (record: RecordOf<'process'>): boolean => record.state === 'ready';
const head =
  '{"kind":"run","t":0,"format":1,"id":"x","lab":"echo","variant":"starter","edited":[],"node":"v24","platform":"linux","cores":2,"startedAt":""}\n';

describe('a server that goes away in the middle of a run', () => {
  it('killed, is told with what to do, and leaves no program; its folder goes at the next start', async () => {
    const server = await started();
    const reading = readRun(createLocalEngine(server).run({ lab: 'echo' }));
    await reading.until('process', isReady);
    await server.kill('SIGKILL');
    const records = await reading.toEnd();
    expectOrder(records);
    expect(records.slice(-2)).toMatchObject([
      {
        kind: 'notice',
        level: 'error',
        code: 'engine-lost',
        next: expect.stringContaining('npm start') as string,
      },
      { kind: 'done', reason: 'lost' },
    ]);
    await eventually(() => !pids(records).some(lives));
    await started();
    await eventually(() => !runFolderExists(records));
  });

  it('ended with Ctrl-C, leaves nothing at all', async () => {
    const server = await started();
    const reading = readRun(createLocalEngine(server).run({ lab: 'echo' }));
    await reading.until('process', isReady);
    await server.kill('SIGINT');
    const records = await reading.toEnd();
    expect(records.at(-1)).toMatchObject({ kind: 'done' });
    expect(pids(records).filter(lives)).toEqual([]);
    expect(runFolderExists(records)).toBe(false);
  });
});

describe('a server that is not there', () => {
  it('is told on boot and on a run, with what to do', async () => {
    const server = await started();
    await server.kill('SIGKILL');
    const engine = createLocalEngine(server);
    expect(await engine.boot(boot)).toMatchObject({
      ok: false,
      error: { code: 'engine-lost', next: expect.stringContaining('your edits are kept') as string },
    });
    expect((await readToEnd(engine)).slice(-2)).toMatchObject([{ code: 'engine-lost' }, { reason: 'lost' }]);
  });

  it('and a boot that is called off, are values, not exceptions', async () => {
    const silent = await pretend(() => undefined);
    const off = new AbortController();
    const booting = createLocalEngine(silent).boot({ ...boot, signal: off.signal });
    off.abort();
    expect(await booting).toMatchObject({ ok: false, error: { code: 'aborted' } });
  });
});

describe('a token of an earlier start', () => {
  it('is told as such', async () => {
    const { base } = await started();
    const engine = createLocalEngine({ base, token: 'x'.repeat(43) });
    const told = {
      code: 'wrong-token',
      message: expect.stringContaining('earlier start') as string,
      next: expect.stringContaining('npm start') as string,
    };
    expect(await engine.boot(boot)).toMatchObject({ ok: false, error: told });
    expect((await readToEnd(engine)).slice(-2)).toMatchObject([told, { reason: 'failed' }]);
  });
});

describe('another program on the same port', () => {
  it('is not taken for the course\u2019s server', async () => {
    const engine = createLocalEngine(await pretend((_request, response) => response.end('<h1>Hello</h1>')));
    expect(await engine.boot(boot)).toMatchObject({ ok: false });
    const refusing = createLocalEngine(
      await pretend((_request, response) => response.writeHead(500).end('<h1>Sorry</h1>')),
    );
    expect(await refusing.boot(boot)).toMatchObject({ ok: false, error: { code: 'not-our-server' } });
    expect((await readToEnd(refusing)).at(-2)).toMatchObject({ code: 'not-our-server' });
  });
});

describe('lines that are no records', () => {
  it('are counted and left out, and the run goes on', async () => {
    const engine = createLocalEngine(
      await pretend((_request, response) =>
        response.end(
          `${head}not json\n{"kind":"other","t":1}\n{"kind":"sample","t":2,"process":"a","values":{"x":1}}\n{"kind":"done","t":3,"reason":"stopped"}\n`,
        ),
      ),
    );
    const records = await readToEnd(engine);
    expect(records.map((record) => record.kind)).toEqual(['run', 'sample', 'notice', 'done']);
    expect(records[2]).toMatchObject({
      level: 'warning',
      code: 'bad-records',
      message: expect.stringContaining('2 lines') as string,
    });
  });

  it('and a stream that never says done, do not leave the page waiting', async () => {
    const engine = createLocalEngine(
      await pretend((_request, response) => response.end(`${head}{"kind":"sam`)),
    );
    expect((await readToEnd(engine)).map((record) => record.kind)).toEqual([
      'run',
      'notice',
      'notice',
      'done',
    ]);
  });

  it('and records after done, or in no order of time, come in order and none after done', async () => {
    const engine = createLocalEngine(
      await pretend((_request, response) =>
        response.end(
          `{"kind":"sample","t":9,"process":"a","values":{}}\n${head}{"kind":"sample","t":2,"process":"a","values":{}}\n{"kind":"done","t":1,"reason":"stopped"}\n`,
        ),
      ),
    );
    const records = await readToEnd(engine);
    expect(records.map(({ kind, t }) => [kind, t])).toEqual([
      ['run', 0],
      ['sample', 9],
      ['sample', 9],
      ['notice', 9],
      ['done', 9],
    ]);
    // That it had to be mended is said.
    expect(records[3]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('out of order') as string,
    });
  });
});
