/**
 * Tries what this machine lets a lab measure, and prints where that is and what is missing and why, as
 * one line of JSON. A version says nothing of this: a container, a sandbox or a stub may change any of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

const BLOCK_MS = 100;
/** What has not been seen by then is missing: a stub may keep silent for ever. */
const TRIED_WITHIN_MS = 4000;
const run = promisify(execFile);

function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** The histogram must have seen a block of 100 ms. */
async function tryHistogram(): Promise<string | undefined> {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  await wait(50);
  histogram.reset();
  await wait(20);
  block(BLOCK_MS);
  await wait(30);
  histogram.disable();
  const seen = histogram.max / 1e6;
  return seen >= BLOCK_MS * 0.8
    ? undefined
    : `The event-loop delay histogram read ${seen.toFixed(0)} ms of a block of ${String(BLOCK_MS)} ms.`;
}

/** A worker thread must see, while the loop is blocked, that its heartbeat stands still. */
async function tryWatchdog(): Promise<string | undefined> {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const watch = `
    const { workerData: shared, parentPort } = require('node:worker_threads');
    let beat = Atomics.load(shared, 0), since = performance.now();
    parentPort.postMessage('watching');
    for (;;) {
      Atomics.wait(shared, 1, Atomics.load(shared, 1), 5);
      const now = Atomics.load(shared, 0);
      if (now !== beat) { beat = now; since = performance.now(); }
      else if (performance.now() - since >= ${String(BLOCK_MS / 2)}) { Atomics.store(shared, 1, 1); break; }
    }`;
  const worker = new Worker(watch, { eval: true, workerData: shared });
  await new Promise((resolve) => worker.once('message', resolve));
  for (let turn = 0; turn < 5; turn += 1) {
    Atomics.add(shared, 0, 1);
    await nextTurn();
  }
  block(BLOCK_MS);
  const sawIt = Atomics.load(shared, 1) === 1;
  await worker.terminate();
  return sawIt ? undefined : 'A second thread could not see the loop blocked while it was.';
}

/** The heap reading must move with 50 MB. */
function tryHeap(): string | undefined {
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: 50 }, () => new Array<number>(131_072).fill(1.5));
  const moved = (process.memoryUsage().heapUsed - before) / 1e6;
  return kept.length === 50 && moved >= 25
    ? undefined
    : `The heap reading moved by ${moved.toFixed(0)} MB when 50 MB were allocated.`;
}

function tryCpu(): string | undefined {
  const before = process.cpuUsage();
  block(BLOCK_MS);
  const { user, system } = process.cpuUsage(before);
  const used = (user + system) / 1000;
  return used > BLOCK_MS / 10
    ? undefined
    : `The processor time read ${used.toFixed(0)} ms for ${String(BLOCK_MS)} ms of work.`;
}

/** A program is started as the supervisor starts it, and must be heard on each way that it has. */
async function tryProcess(): Promise<string | undefined> {
  const says =
    "process.stdin.once('data', () => { require('node:fs').writeSync(4, 'channel'); console.log('text'); process.send('message', () => process.exit()); });";
  const child = spawn(process.execPath, ['-e', says], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc', 'pipe'],
    detached: true,
  });
  child.stdin?.on('error', () => undefined);
  const channel = child.stdio[4] as NodeJS.ReadableStream | null | undefined;
  const unheard = new Set(['text', 'channel', 'message']);
  child.stdout?.once('data', () => unheard.delete('text'));
  channel?.once('data', () => unheard.delete('channel'));
  child.once('message', () => unheard.delete('message'));
  const over = new Promise<string | undefined>((resolve) => {
    child.once('error', () => {
      resolve('Node could not start another process.');
    });
    child.once('close', () => {
      resolve(
        unheard.size === 0 ? undefined : `Another process was not heard on its ${[...unheard].join(', ')}.`,
      );
    });
  });
  child.stdin?.write('go\n');
  const late = wait(TRIED_WITHIN_MS - 500, 'Another process was started, and did not end.', { ref: false });
  const lacking = await Promise.race([over, late]);
  child.kill('SIGKILL');
  return lacking;
}

/** What belongs to a request must still be known after an await. */
async function tryContext(): Promise<string | undefined> {
  const storage = new AsyncLocalStorage<string>();
  const seen = await storage.run('here', async () => {
    await nextTurn();
    return storage.getStore();
  });
  return seen === 'here' ? undefined : 'AsyncLocalStorage forgot its value after an await.';
}

async function tryNamespaces(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'Network namespaces are a feature of Linux.';
  return (await starts('unshare', ['--user', '--map-root-user', '--net', 'ip', 'link', 'set', 'lo', 'up']))
    ? undefined
    : 'This system does not let an ordinary user make a network namespace (`unshare -Urn ip link set lo up` failed).';
}

/** A hard limit can be lowered, and the program under it sees it. */
async function tryOpenFiles(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'Limits are lowered by `prlimit`, a program of Linux.';
  const seesIt = ['--nofile=64:64', '--', 'sh', '-c', 'test "$(ulimit -Hn)" = 64'];
  return (await starts('prlimit', seesIt)) ? undefined : '`prlimit --nofile=64:64` failed.';
}

async function tryHaproxy(): Promise<string | undefined> {
  return (await starts('haproxy', ['-v']))
    ? undefined
    : 'HAProxy is not installed. `npm run provide -- haproxy` fetches it into the project’s own folder; then start again.';
}

async function starts(file: string, args: string[]): Promise<boolean> {
  try {
    await run(file, args, { timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}

/** A busy machine can spoil a trial, but it cannot make one succeed: once is enough. */
async function bestOf3(
  attempt: () => string | undefined | Promise<string | undefined>,
): Promise<string | undefined> {
  const giveUp = performance.now() + TRIED_WITHIN_MS;
  for (let left = 3; ; left -= 1) {
    const lacking = await tried(attempt);
    if (lacking === undefined || left === 1 || performance.now() > giveUp) return lacking;
  }
}

/** A trial that throws, or that never ends, has found something missing. */
async function tried(
  attempt: () => string | undefined | Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    const late = wait(TRIED_WITHIN_MS, 'It was tried, and nothing came of it in time.', { ref: false });
    return await Promise.race([attempt(), late]);
  } catch (error) {
    return `It was tried, and failed: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

const why = {
  'eventloop-delay': await bestOf3(tryHistogram),
  watchdog: await bestOf3(tryWatchdog),
  heap: await bestOf3(tryHeap),
  cpu: await bestOf3(tryCpu),
  processes: await bestOf3(tryProcess),
  namespaces: await tryNamespaces(),
  'open-files': await tryOpenFiles(),
  haproxy: await tryHaproxy(),
  'async-context': await bestOf3(tryContext),
};
const found = { node: process.version, platform: process.platform, cores: availableParallelism(), why };
process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit());
