/** The instruments of the shop. They only look. */
import type { RequestHandler } from 'express';
import { renameSync } from 'node:fs';
import type { Agent } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics, queryObjects, writeHeapSnapshot } from 'node:v8';
import { reportAllocations, reportProfile } from '../kit/profile.ts';
import { happened, liveControls, measured } from '../kit/program.ts';
import { leaveFile, runFile } from '../kit/run-file.ts';

const REPORT_MS = 250;
const PROFILE_MS = 3000;
const MEGABYTE = 1e6;

/** Reports each request: its route, its ms, its status. */
export const watchRoutes: RequestHandler = (request, response, next) => {
  const from = performance.now();
  response.once('finish', () => {
    const route = request.path.split('/')[1];
    happened('served', { route, ms: performance.now() - from, status: response.statusCode });
  });
  next();
};

/** Reports the connections that the server has, and each that it drops. */
export function watchServer(server: Server): void {
  server.on('drop', () => {
    happened('connection.drop');
  });
  setInterval(() => {
    server.getConnections((_error, count) => {
      measured({ 'server.connections': count });
    });
  }, REPORT_MS).unref();
}

/** Reports how many connections of an agent are in use, and how many requests wait for one. */
export function watchPool(name: string, agent: Agent): void {
  const count = (lists: NodeJS.ReadOnlyDict<unknown[]>): number =>
    Object.values(lists).reduce((sum, list) => sum + (list?.length ?? 0), 0);
  setInterval(() => {
    measured({
      [`pool.${name}.busy`]: count(agent.sockets),
      [`pool.${name}.waiting`]: count(agent.requests),
    });
  }, REPORT_MS).unref();
}

setInterval(() => {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  measured({ 'heap.used': heap / MEGABYTE, 'heap.external': external / MEGABYTE });
}, REPORT_MS).unref();

// A class that nobody exports, by one of its objects.
const { constructor: Timeout } = setTimeout(() => undefined, 0);

/** What is alive once the garbage was collected. */
function takeStock(): void {
  const timers = queryObjects(Timeout, { format: 'count' });
  global.gc?.();
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  happened('alive', { timers, heap, external });
}

const FILES = ['before.heapsnapshot', 'after.heapsnapshot'] as const;
let snapshots = 0;
/** The first is from before the load, the second from after it. */
function takeSnapshot(): void {
  const file = FILES[snapshots === 0 ? 0 : 1];
  snapshots += 1;
  writeHeapSnapshot(runFile(`${file}.part`)); // nothing else runs until it is written
  renameSync(runFile(`${file}.part`), runFile(file));
  leaveFile(file, 'application/json');
  happened('snapshot', { file });
}

let taken = 0;
/** What this thread does in the next 3 s, and who allocates in it. */
async function takeProfile(): Promise<void> {
  const session = new Session();
  session.connect(); // to this process: no port is opened
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 2000 }); // microseconds
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 262_144, // bytes
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await session.post('Profiler.start');
  await wait(PROFILE_MS);
  const { profile } = await session.post('Profiler.stop');
  const { profile: allocations } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  taken += 1;
  reportProfile(`shop-${String(taken)}`, profile);
  reportAllocations(`shop-${String(taken)}`, { head: allocations.head });
}

const controls = liveControls({ now: 'nothing' }, (name) => {
  if (name !== 'now') return;
  if (controls.now === 'count' || controls.now === 'snapshot') takeStock();
  if (controls.now === 'snapshot') takeSnapshot();
  if (controls.now === 'profile') void takeProfile();
});
