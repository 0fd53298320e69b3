/** Many runs, started, stopped and dropped at random: the server is afterwards what it was before. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalEngine } from '../../src/engines/local.ts';
import { eventually, readRun } from '../engines/reading.ts';
import { startServerProcess, type ServerProcess } from '../engines/server.ts';
import { abandonedFolders, childrenOf, descriptorsOf, leftOf, memoryOf } from './left.ts';

const RUNS = 200;
/** Runs until the server has loaded and compiled all that it needs. */
const WARM_UP = 20;
const AT_ONCE = 3;
const LONGEST_MS = 400;
const MEMORY_RATIO = 1.2;
const LEFT_WITHIN_MS = 5000;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
});
afterAll(() => server.kill('SIGTERM'));

/** The same numbers in each test run (mulberry32), so that what fails once can be made to fail again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = createRandom(20);

/** One run, ended in one of the ways in which a run can end; gives its id, if it came so far. */
async function oneRun(): Promise<string | undefined> {
  const run = createLocalEngine(server).run({ lab: 'echo', seconds: 0.2 + random() * 0.5 });
  const reading = readRun(run);
  const id = reading.until('run').then(
    (record) => record.id,
    () => undefined,
  );
  const way = random();
  if (way < 0.2) await reading.toEnd();
  else {
    await Promise.race([wait(random() * LONGEST_MS), id.then(() => wait(random() * LONGEST_MS))]);
    if (way < 0.6) await run.stop();
    // The page is closed: nobody says anything, the connection is simply gone.
    else await reading.cancel();
  }
  return Promise.race([id, wait(LONGEST_MS, undefined)]);
}

async function many(count: number): Promise<string[]> {
  const ids: string[] = [];
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const id = await oneRun();
      if (id !== undefined && id !== 'never-began') ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return ids;
}

it(`${String(RUNS)} runs leave no process, no folder, no descriptor, and no memory in use`, async () => {
  const warmUp = await many(WARM_UP);
  await eventually(() => leftOf(warmUp).length === 0);
  const before = { descriptors: descriptorsOf(server.pid), memory: memoryOf(server.pid) };

  const ids = await many(RUNS);
  expect(ids.length).toBeGreaterThan(RUNS / 4);
  await eventually(() => childrenOf(server.pid).length === 0);
  const nothingLeft = () => leftOf(ids).length === 0 && abandonedFolders().length === 0;
  await eventually(nothingLeft, LEFT_WITHIN_MS).catch(() => undefined);
  expect([...leftOf(ids), ...abandonedFolders()]).toEqual([]);
  await eventually(() => descriptorsOf(server.pid) <= before.descriptors);
  const after = memoryOf(server.pid);
  console.log(`server: ${(before.memory / 1e6).toFixed(0)} MB before, ${(after / 1e6).toFixed(0)} MB after`);
  expect(after / before.memory).toBeLessThan(MEMORY_RATIO);
});
