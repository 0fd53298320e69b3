/** Open loop: requests come at their rate, whether or not the ones before were answered. */
import { Agent, request } from 'node:http';
import { runTime } from '../clock.ts';
import type { Generator, Settings } from './generator.ts';
import { outcomeOf, type Ledger } from './ledger.ts';

const LOOK_EVERY_MS = 2;
/** A request that waits longer for a connection gives up, as a client would. */
const PATIENCE_MS = 2000;
const ANSWER_WITHIN_MS = 30_000;
/** Tells the server when the request was due, in ms of the run's clock: how proxies tell services how long one waited. */
const DUE_HEADER = 'x-request-start';

interface OpenLoop extends Generator {
  /** So many requests more, all due now. */
  burst: (count: number) => void;
}

export function openLoop(url: URL, initial: Settings, ledger: Pick<Ledger, 'add'>): OpenLoop {
  const agent = new Agent({ keepAlive: true });
  const waiting: number[] = [];
  let settings: Settings = initial;
  let inFlight = 0;
  let nextDue = Infinity;
  let pumping: NodeJS.Timeout | undefined;
  let stopped = false;

  const pump = (): void => {
    const now = runTime();
    for (; settings.rate > 0 && nextDue <= now; nextDue += 1000 / settings.rate) waiting.push(nextDue);
    while (waiting[0] !== undefined && now - waiting[0] > PATIENCE_MS) {
      waiting.shift();
      ledger.add('unsent', PATIENCE_MS);
    }
    while (inFlight < settings.connections) {
      const due = waiting.shift();
      if (due === undefined) break;
      inFlight += 1;
      send(url, agent, due, ledger, () => {
        inFlight -= 1;
        pump();
      });
    }
  };
  void openConnections(url, agent, initial.connections).then(() => {
    if (stopped) return;
    nextDue = runTime();
    pumping = setInterval(pump, LOOK_EVERY_MS);
  });

  return {
    set: (changed) => {
      if (settings.rate !== changed.rate) nextDue = runTime() + 1000 / changed.rate;
      // A rate of 0 ends the demand: who waits at the client leaves.
      if (changed.rate === 0) waiting.length = 0;
      settings = changed;
    },
    stop: () => {
      stopped = true;
      clearInterval(pumping);
      waiting.length = 0;
    },
    burst: (count) => {
      const now = runTime();
      waiting.push(...Array.from({ length: count }, () => now));
      pump();
    },
  };
}

/**
 * Clients keep a pool of connections. They are opened first, by requests that are not counted: a
 * server accepts one connection a turn of its loop, so a busy one would take seconds over it.
 */
async function openConnections(url: URL, agent: Agent, count: number): Promise<void> {
  const opened = Array.from({ length: count }, () => {
    const outgoing = request(new URL('/', url), { agent, method: 'HEAD' }, (incoming) => incoming.resume());
    // Not `once` of node:events, which rejects where there is an error first.
    const closed = new Promise((resolve) => outgoing.once('close', resolve));
    outgoing.on('error', () => undefined).end();
    return closed;
  });
  await Promise.all(opened);
}

function send(url: URL, agent: Agent, due: number, ledger: Pick<Ledger, 'add'>, ended: () => void): void {
  let settled = false;
  const settle = (status: number): void => {
    if (settled) return;
    settled = true;
    ledger.add(outcomeOf(status), runTime() - due);
    ended();
  };
  const outgoing = request(
    url,
    { agent, timeout: ANSWER_WITHIN_MS, headers: { [DUE_HEADER]: due.toFixed(3) } },
    (incoming) => {
      incoming.resume();
      incoming.once('end', () => {
        settle(incoming.statusCode ?? 0);
      });
    },
  );
  outgoing.once('timeout', () => outgoing.destroy());
  outgoing.once('close', () => {
    settle(0);
  });
  outgoing.on('error', () => undefined); // `close` follows.
  outgoing.end();
}
