/**
 * Has two snapshots taken and compares them. In a process of its own, so that the service goes on meanwhile.
 * By hand: `node compare.ts before.heapsnapshot after.heapsnapshot`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { compareHeaps } from '../kit/heap/compare.ts';
import { heapFile } from '../kit/heap/file.ts';
import { reportHeaps, reportProgress } from '../kit/heap/tell.ts';
import { happened, liveControls } from '../kit/program.ts';
import { runFile } from '../kit/run-file.ts';

const service = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
/** Requests before the first, so that what is compiled late is compiled, and between the two. */
const REQUESTS = { before: 400, after: 800 };
const LOOK_EVERY_MS = 100;
const FILES = ['before.heapsnapshot', 'after.heapsnapshot'] as const;

// #region compare
async function compare(before: string, after: string) {
  const began = performance.now();
  const result = await compareHeaps(await heapFile(before), await heapFile(after), {
    onProgress: reportProgress,
  });
  happened('compared', { ms: performance.now() - began });
  return result;
}
// #endregion

const answers = async (): Promise<number> => Number(await (await fetch(`${service}/answers`)).json());
let atLast = 0;

async function take(name: string): Promise<void> {
  if (name === 'none') return;
  const wanted = atLast + REQUESTS[name === 'before' ? 'before' : 'after'];
  while ((await answers()) < wanted) await wait(LOOK_EVERY_MS); // longer on a slow machine
  const response = await fetch(`${service}/snapshot/${name}`, { method: 'POST' });
  await response.text();
  atLast = await answers();
  if (name !== 'after') return;
  reportHeaps(await compare(runFile(FILES[0]), runFile(FILES[1])), FILES);
  process.exit(0); // this ends the scenario
}

const [before, after] = process.argv.slice(2);
if (before !== undefined && after !== undefined) {
  const result = await compare(before, after);
  if (result.ok) console.table(result.comparison.classes.map(({ path: _, ...one }) => one));
  else console.error(`${result.which}: ${result.problem.message} ${result.problem.next}`);
} else {
  let taken = Promise.resolve();
  const controls = liveControls({ snapshot: 'none' }, () => {
    const name = controls.snapshot;
    taken = taken.then(() => take(name));
  });
  setInterval(() => undefined, 1000); // whoever waits for a control alone may end
}
