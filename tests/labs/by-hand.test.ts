/** A lab's programs are programs: started by hand, without a supervisor, they do what the lesson says. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { labsFolder } from '../../labs/kit/supervise/folder.ts';

const started: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((end) => end()));
});

/** `node labs/three-states/<file> …`, as it is typed. */
function byHand(file: string, args: string[] = [], env: Record<string, string> = {}): void {
  const child = spawn(process.execPath, [join(labsFolder, 'three-states', file), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'inherit',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  started.push(() => {
    child.kill();
    return ended;
  });
}

/** A port that was free a moment ago. */
function freePort(wanted = 0): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => {
      resolve(undefined);
    });
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}

interface Status {
  state: string;
  options: Record<string, unknown>;
  events: Record<string, number>;
}
const status = async (proxy: string) => (await (await fetch(`${proxy}/circuit-status`)).json()) as Status;
const call = async (proxy: string) => (await fetch(`${proxy}/api/data`)).status;
const listens = (address: string) =>
  expect
    .poll(
      () =>
        fetch(address).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);

const free = (await freePort(3001)) !== undefined && (await freePort(3000)) !== undefined;

test.skipIf(!free)(
  'backend and proxy listen on the ports of the source, 3001 and 3000, and find each other',
  async () => {
    byHand('backend.ts', ['errorRate=0', 'fastest=5', 'slowest=10']);
    byHand('proxy.ts');
    const proxy = 'http://127.0.0.1:3000';
    await listens('http://127.0.0.1:3001/api/data');
    await listens(proxy);
    expect(await call(proxy)).toBe(200);
    expect(await status(proxy)).toMatchObject({
      state: 'closed',
      options: { timeout: 500, resetTimeout: 5000 },
    });
  },
);

test('elsewhere by PORT, it opens when the backend is broken by hand and closes when it is healed', async () => {
  const [backendPort, proxyPort] = [await freePort(), await freePort()];
  const [backend, proxy] = [
    `http://127.0.0.1:${String(backendPort)}`,
    `http://127.0.0.1:${String(proxyPort)}`,
  ];
  byHand('backend.ts', ['errorRate=0', 'fastest=5', 'slowest=10'], { PORT: String(backendPort) });
  byHand('proxy.ts', ['resetTimeout=100'], { PORT: String(proxyPort), BACKEND_URL: backend });
  await listens(`${backend}/api/data`);
  await listens(proxy);

  await fetch(`${backend}/break`, { method: 'POST' });
  expect([await call(proxy), await call(proxy)]).toEqual([502, 503]);
  expect(await status(proxy)).toMatchObject({
    state: 'open',
    events: { fire: 2, failure: 1, reject: 1, open: 1 },
  });

  await fetch(`${backend}/heal`, { method: 'POST' });
  await expect.poll(() => call(proxy), { timeout: 10_000 }).toBe(200);
  expect((await status(proxy)).state).toBe('closed');
});
