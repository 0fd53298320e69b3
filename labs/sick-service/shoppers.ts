/**
 * Everybody who uses the shop, each over a connection of their own: forty who look at pages, when it is
 * their turn and however the shop fares, and three with an errand. All of them look whether the answer is right.
 */
import { randomUUID } from 'node:crypto';
import { Agent, get } from 'node:http';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { Ledger, outcomeOf } from '../kit/load/ledger.ts';
import { happened, liveControls } from '../kit/program.ts';

const shop = process.env['SHOP_URL'] ?? 'http://127.0.0.1:3000';
const SHOPPERS = 40;
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 4;
const ERRAND_EVERY_MS = 2000;

const controls = liveControls({ pages: 4, errands: false });
const connection = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 });

/** Status 0 is no answer. */
function ask(path: string, agent: Agent): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve) => {
    const none = (): void => {
      resolve({ status: 0, body: undefined });
    };
    const outgoing = get(new URL(path, shop), { agent }, (incoming) => {
      const { statusCode: status = 0 } = incoming;
      json(incoming).then((body) => {
        resolve({ status, body });
      }, none);
    });
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy());
    outgoing.on('error', none);
  });
}

const order = '2026-11';
const seal = '7fe82ccf9faafe6725b84f7b45f10ff7e34f9373b618419342649d17e8c30065';
const shelves = Array.from({ length: 14 }, (_, n) => n * 25);
const errands = {
  receipt: {
    path: `/receipt/${order}`,
    right: v.object({ seal: v.literal(seal), bytes: v.literal(5_000_000) }),
  },
  search: {
    path: `/search/${encodeURIComponent('a red winter tent and thirty shoes for 2026!')}`,
    right: v.object({
      found: v.literal(14_400),
    }),
  },
  listing: {
    path: `/listing/${shelves.join(',')}`,
    right: v.pipe(
      v.array(
        v.strictObject({
          id: v.number(),
          name: v.string(),
          shelf: v.picklist(shelves),
          tags: v.array(v.string()),
        }),
      ),
      v.length(1680),
    ),
  },
};
const entries = Object.entries(errands).map(([what, errand]) => ({ what, ...errand, agent: connection() }));
const wait = promisify(setTimeout);

async function goOnErrands(
  { what, path, right, agent }: (typeof entries)[number],
  delay: number,
): Promise<void> {
  await wait(delay);
  for (;;) {
    const pause = wait(ERRAND_EVERY_MS);
    if (controls.errands) {
      const from = performance.now();
      const { status, body } = await ask(path, agent);
      happened('errand', { what, ms: performance.now() - from, status, right: v.is(right, body) });
    }
    await pause;
  }
}

const ledger = new Ledger();
const agents = Array.from({ length: SHOPPERS }, connection);
let turn = 0;

/** `due` is when it was their turn, by this process' clock. */
async function lookAtPage(due: number): Promise<void> {
  turn += 1;
  const article = (turn * 7) % 400;
  const { status, body } = await ask(
    `/page/${String(article)}/${randomUUID()}`,
    agents[turn % SHOPPERS] as Agent,
  );
  const cents = Array.from({ length: 14 }, (_, n) => 100 + (article + n * 400) * 7);
  const page = v.object({
    article: v.literal(article),
    inStock: v.literal(true),
    cents: v.strictTuple(cents.map((one) => v.literal(one))),
    visits: v.pipe(v.number(), v.minValue(1)),
  });
  const ms = performance.now() - due;
  const right = v.is(page, body);
  ledger.add(status === 200 && !right ? 'failed' : outcomeOf(status), ms);
  happened('page', { ms, status, right });
}

// Errands have their connections before anybody else.
await Promise.all(entries.map(({ agent }) => ask('/search/red', agent)));
entries.forEach((entry, n) => void goOnErrands(entry, (n * ERRAND_EVERY_MS) / entries.length));
ledger.reportEvery(250);
let next = performance.now();
setInterval(() => {
  const now = performance.now();
  if (controls.pages === 0) next = now;
  for (; controls.pages > 0 && next <= now; next += 1000 / controls.pages) void lookAtPage(next);
}, LOOK_EVERY_MS);
