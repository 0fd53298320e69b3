/** Ways to a dump, one after the other: each of a shop of its own, while visitors ask for pages. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { environment, filesIn, readFiles, search, whenWritten } from './files.ts';
import { snapshotBy, type } from './prompt.ts';
import { visitors } from './visitors.ts';

const controls = liveControls({ visits: 8000, way: 'all' });
const CALM_MS = 400;
const LAST_MS = 50;

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

// #region ways
const bySignal = ({ child }: Shop): Promise<undefined> => {
  child.kill('SIGUSR2');
  return Promise.resolve(undefined);
};
const byPrompt =
  (line: string) =>
  async ({ folder }: Shop) => {
    await type(join(folder, 'shop.sock'), line);
    return undefined;
  };
const ways: Way[] = [
  { name: 'signal', flags: ['--heapsnapshot-signal=SIGUSR2'], dump: bySignal },
  { name: 'signal-3', flags: ['--heapsnapshot-signal=SIGUSR2'], times: 3, dump: bySignal },
  { name: 'prompt', dump: byPrompt(`writeHeapSnapshot('now.heapsnapshot')`) },
  { name: 'worker', dump: byPrompt(`inWorker('worker.heapsnapshot')`) },
  {
    name: 'inspector',
    flags: ['--inspect=127.0.0.1:0'], // on loopback, as always
    dump: ({ printed }) => snapshotBy(/ws:\S+/.exec(printed())?.[0] ?? ''),
  },
  {
    name: 'limit',
    flags: ['--heapsnapshot-near-heap-limit=1', '--max-old-space-size=16'],
    dump: async ({ folder, port }) => {
      while (filesIn(folder).length === 0) await fetch(`http://127.0.0.1:${String(port)}/rush`);
      return undefined;
    },
  },
  { name: 'report', flags: ['--report-on-signal'], dump: bySignal },
  { name: 'report-without', flags: ['--report-on-signal', '--report-exclude-env'], dump: bySignal },
  { name: 'numbers', dump: ({ folder }) => type(join(folder, 'shop.sock'), 'getHeapStatistics()') },
  { name: 'yours', args: ['dump'], dumps: 3, dump: bySignal },
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
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, folder, port, printed: () => printed };
}

async function close({ child, folder }: Shop): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}

async function memory(port: number): Promise<{ rss: number; most: number }> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/memory`);
  return (await response.json()) as { rss: number; most: number };
}

// #region measure
/** What a dump cost those who visited the shop meanwhile, its memory and its disk. */
async function measure(shop: Shop, { dump }: Way): Promise<Record<string, unknown>> {
  const known = filesIn(shop.folder);
  const visiting = visitors(shop.port);
  await wait(CALM_MS);
  const calm = visiting.waited.map(({ ms }) => ms);
  const before = await memory(shop.port);

  const began = performance.now();
  const sent = await dump(shop);
  const names = sent === undefined ? await whenWritten(shop.folder, known) : [];
  const ended = performance.now();
  const after = await memory(shop.port); // is answered after whoever waits
  await wait(LAST_MS);
  visiting.stop();

  const waits = visiting.waited.filter(({ at, ms }) => at + ms >= began && at <= ended).map(({ ms }) => ms);
  const files =
    sent === undefined ? readFiles(shop.folder, names) : [{ name: 'sent.heapsnapshot', text: sent }];
  return {
    answered: waits.length,
    longest: Math.max(0, ...waits),
    calm: median(calm),
    memory: after.most - before.rss,
    sent: sent !== undefined,
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
