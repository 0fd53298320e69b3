/** Ways to a dump, one after the other: each of a shop of its own, while visitors ask for pages. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { environment, filesIn, readFiles, search, whenWritten } from './files.ts';
import { snapshotBy, type } from './prompt.ts';
import { visitors } from './visitors.ts';

const controls = liveControls({ visits: 8000, way: 'all' });
const CALM_MS = 400;
const LOOK_MS = 50;
const KIBIBYTE = 1024;

interface Shop {
  child: ChildProcess;
  folder: string;
  port: number;
  /** What it has printed: the address of its inspector. */
  printed: () => string;
}
interface Way {
  name: string;
  flags?: string[];
  args?: string[];
  /** How many times the visits. */
  times?: number;
  /** How many dumps are made; one where nothing is said. */
  dumps?: number;
  /** Asks for the dump. What comes over a connection instead of as a file is given. */
  dump: (shop: Shop) => Promise<string | undefined>;
}

/** From here: a socket's path may not be long. */
const socketOf = (folder: string): string => relative('', join(folder, 'shop.sock'));

// #region ways
const bySignal = ({ child }: Shop): Promise<undefined> => {
  child.kill('SIGUSR2');
  return Promise.resolve(undefined);
};
const byPrompt =
  (line: string) =>
  async ({ folder }: Shop) => {
    await type(socketOf(folder), line);
    return undefined;
  };
// Those that are judged come first: nothing else runs between them.
const ways: Way[] = [
  { name: 'signal', flags: ['--heapsnapshot-signal=SIGUSR2'], dump: bySignal },
  { name: 'prompt', dump: byPrompt(`writeHeapSnapshot('now.heapsnapshot')`) },
  {
    name: 'inspector',
    flags: ['--inspect=127.0.0.1:0'], // on loopback, as always
    dump: ({ printed }) => snapshotBy(/ws:\S+/.exec(printed())?.[0] ?? ''),
  },
  { name: 'yours', args: ['dump'], dumps: 3, dump: bySignal },
  { name: 'signal-3', flags: ['--heapsnapshot-signal=SIGUSR2'], times: 3, dump: bySignal },
  { name: 'worker', dump: byPrompt(`inWorker('worker.heapsnapshot')`) },
  {
    name: 'limit',
    flags: ['--heapsnapshot-near-heap-limit=1', '--max-old-space-size=16'],
    dump: async ({ folder, port }) => {
      while (filesIn(folder).length === 0) await ask(port, '/rush');
      return undefined;
    },
  },
  { name: 'report', flags: ['--report-on-signal'], dump: bySignal },
  { name: 'report-without', flags: ['--report-on-signal', '--report-exclude-env'], dump: bySignal },
  { name: 'numbers', dump: ({ folder }) => type(socketOf(folder), 'getHeapStatistics()') },
];
// #endregion

async function open({ flags = [], args = [], times = 1 }: Way): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const { UNDER_LOAD_CHANNEL: _channel, ...env } = process.env;
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'shop.ts'), ...args], {
    cwd: folder,
    env: { ...env, ...environment, VISITS: String(times * controls.visits) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  if (args.includes('dump')) child.stderr?.pipe(process.stderr); // what you got wrong
  const gone = once(child, 'exit').then(() => [{ port: undefined }]);
  const [{ port }] = (await Promise.race([once(child, 'message'), gone])) as [{ port: number | undefined }];
  if (port === undefined) throw new Error('The shop did not start.');
  return { child, folder, port, printed: () => printed };
}

async function close({ child, folder }: Shop): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Settles when this request was answered, or the shop has gone. */
async function ask(port: number, path: string): Promise<void> {
  await fetch(`http://127.0.0.1:${String(port)}${path}`).then(
    (response) => response.text(),
    () => undefined,
  );
}

/** The memory of a process in bytes, now and at most; undefined when it has gone. */
function memory({ pid }: ChildProcess): { now: number; most: number } | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kibibytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? NaN);
    const [now, most] = [kibibytes('VmRSS'), kibibytes('VmHWM')];
    return Number.isNaN(most) ? undefined : { now: now * KIBIBYTE, most: most * KIBIBYTE };
  } catch {
    return undefined;
  }
}

// #region measure
/** What a dump cost those who visited the shop meanwhile, its memory and its disk. */
async function measure(shop: Shop, { dump }: Way): Promise<Record<string, unknown>> {
  const known = filesIn(shop.folder);
  const visiting = visitors(shop.port);
  await wait(CALM_MS);
  const calm = visiting.waited.map(({ ms }) => ms);
  const before = memory(shop.child);
  let most = 0;
  const looking = setInterval(() => (most = memory(shop.child)?.most ?? most), LOOK_MS);

  const began = performance.now();
  const sent = await dump(shop);
  const names = sent === undefined ? await whenWritten(shop.folder, known) : [];
  const ended = performance.now();
  await ask(shop.port, '/'); // after whoever waits
  await wait(LOOK_MS);
  visiting.stop();
  clearInterval(looking);

  const waits = visiting.waited.filter(({ at, ms }) => at + ms >= began && at <= ended).map(({ ms }) => ms);
  const files =
    sent === undefined ? readFiles(shop.folder, names) : [{ name: 'sent.heapsnapshot', text: sent }];
  return {
    answered: waits.length,
    longest: Math.max(0, ...waits),
    calm: median(calm),
    memory: Math.max(0, most - (before?.now ?? most)),
    sent: sent !== undefined,
    died: shop.child.exitCode !== null || shop.child.signalCode !== null,
    ...search(files),
  };
}
// #endregion

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

for (const way of ways) {
  if (controls.way !== 'all' && controls.way !== way.name) continue;
  const shop = await open(way);
  for (let dumps = way.dumps ?? 1; dumps > 0; dumps -= 1) {
    const measured = await measure(shop, way);
    happened('way', { name: way.name, ...measured });
    if (measured['mode'] === '0' && !measured['sent']) break; // there is none: it need not be waited for again
  }
  await close(shop);
}
