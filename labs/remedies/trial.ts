/** One remedy before one backend, in a process of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { openLoop } from '../kit/load/open.ts';
import { happened } from '../kit/program.ts';
import { now, type FromProxy } from './report.ts';
import { Tally } from './tally.ts';

export interface Trial {
  /** Its name in the table. */
  name: string;
  /** Its module. */
  file: string;
  backend: 'healthy' | 'slow';
}

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';
const DELAY_MS = { healthy: 20, slow: 3000 };
const STARTS_WITHIN_MS = 10_000;

const CONNECTIONS = 60;
const CALM = { rate: 10, connections: CONNECTIONS };
const STEADY = { rate: 100, connections: CONNECTIONS };
const CALM_MS = 600;
const HELD_UP_MS = 50;
const AT_WORK_MS = 4500;
/** The first of them are answered after this long, even where the machine is busy. */
const LONGEST_MS = 10_000;
/** A breaker that has not opened by then has not opened. */
const OPENS_WITHIN_MS = 8000;

// #region trial
export async function run(trial: Trial): Promise<void> {
  const proxy = await startProxy(trial.file);
  const tally = new Tally();
  const load = openLoop(proxy.url, CALM, tally);
  happened('trial', { name: trial.name, backend: trial.backend });
  happened('breaker.new');
  await wait(CALM_MS); // a few calls that go well

  proxy.child.send({ type: 'control', name: 'workMs', value: 25 });
  await setBackend(trial.backend);
  const began = now();
  tally.begin();
  // Everybody comes at once: while the proxy is held up for a moment, as on a busy machine.
  proxy.child.kill('SIGSTOP');
  load.burst(CONNECTIONS);
  await wait(HELD_UP_MS);
  proxy.child.kill('SIGCONT');
  load.set(STEADY); // and then 100 a second
  if (trial.backend === 'healthy') {
    await wait(AT_WORK_MS);
    await tally.answered(CONNECTIONS, LONGEST_MS - AT_WORK_MS);
  } else {
    await Promise.race([proxy.opened, wait(OPENS_WITHIN_MS)]);
  }

  const ended = now();
  load.stop();
  if (!proxy.child.connected) throw new Error(`${trial.file} ended while it was measured`);
  proxy.child.kill('SIGKILL');
  await setBackend('healthy');
  const opens = proxy.opensAfter(began);
  console.log(
    `${trial.name}, ${trial.backend} backend: ${opens[0] ? `opened after ${opens[0].toFixed(0)} ms` : 'did not open'}`,
  );
  happened('measured', {
    ...trial,
    opens,
    ...tally.figures(ended - began),
    cpuMs: proxy.cpuPerAnswer(began),
  });
}
// #endregion

/** A proxy with this remedy: its address, and what it has told since. */
async function startProxy(file: string) {
  const child = fork('proxy.ts', [file], {
    execArgv: [],
    env: { ...process.env, PORT: '0', UNDER_LOAD_CHANNEL: '' },
  });
  const told: FromProxy[] = [];
  child.on('message', (message: FromProxy) => told.push(message));
  const opened = heard(child, 'open').then(() => happened('breaker.open'));

  const started = await Promise.race([
    heard(child, 'listening'),
    once(child, 'exit'),
    wait(STARTS_WITHIN_MS),
  ]);
  const listening = told.find((message) => message.kind === 'listening');
  if (!started || !listening) throw new Error(`no proxy with ${file} began to listen`);
  return {
    child,
    url: new URL(`http://127.0.0.1:${listening.port}/api/data`),
    opened,
    opensAfter: (began: number) => told.filter(({ kind }) => kind === 'open').map(({ at }) => at - began),
    cpuPerAnswer(began: number): number | undefined {
      const used = told.filter((message) => message.kind === 'used');
      const [first, last] = [used.findLast(({ at }) => at <= began), used.at(-1)];
      if (!first || !last || last.good === first.good) return undefined;
      return (last.cpu - first.cpu) / (last.good - first.good);
    },
  };
}

function heard(child: ChildProcess, kind: FromProxy['kind']): Promise<FromProxy> {
  return new Promise((resolve) => {
    child.on('message', (message: FromProxy) => {
      if (message.kind === kind) resolve(message);
    });
  });
}

async function setBackend(to: Trial['backend']): Promise<void> {
  await fetch(`${backend}/delay/${DELAY_MS[to]}`, { method: 'PUT' });
  happened(`backend.${to}`);
}
