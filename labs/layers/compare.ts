/** Asks four servers the same, by turns, and reports what each used for it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { happened } from '../kit/program.ts';

const ROUNDS = 8;
const REQUESTS = 600;
const AT_ONCE = 10;
const WARM_UP_ROUNDS = 4;

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
type Answer = { port: number } | { microseconds: number };

// #region cost
/** Asks so many times, and gives what the server's process used for one, in microseconds. */
async function cost(server: ChildProcess, port: number): Promise<{ cpu: number; perSecond: number }> {
  const [before, began] = [await cpuTime(server), performance.now()];
  const user = async (): Promise<void> => {
    for (let i = 0; i < REQUESTS / AT_ONCE; i += 1) await ask(port, `/stock/${String(i)}`);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, user));
  const seconds = (performance.now() - began) / 1000;
  return { cpu: ((await cpuTime(server)) - before) / REQUESTS, perSecond: REQUESTS / seconds };
}
// #endregion

async function cpuTime(server: ChildProcess): Promise<number> {
  server.send('cpu');
  const [answer] = (await once(server, 'message')) as [Answer];
  return 'microseconds' in answer ? answer.microseconds : 0;
}

function ask(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.once('end', () => {
        resolve(body);
      });
    }).once('error', reject);
  });
}

const names = ['tcp', 'http', 'express', 'yours'];
const servers = await Promise.all(
  names.map(async (name) => {
    // Without the probe: it would be a large part of what is measured here.
    const server = fork(new URL(`${name}.ts`, import.meta.url), { execArgv: [] });
    const [answer] = (await once(server, 'message')) as [Answer];
    return { name, server, port: 'port' in answer ? answer.port : 0 };
  }),
);

for (const { name, port } of servers)
  happened('answer', {
    server: name,
    stock: await ask(port, '/stock/1'),
    account: await ask(port, '/account'),
  });

for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
  for (const { name, server, port } of round % 2 === 0 ? servers : servers.toReversed()) {
    const { cpu, perSecond } = await cost(server, port);
    if (round >= 0) happened('cost', { server: name, cpu, perSecond });
  }
}
happened('compared');
for (const { server } of servers) server.kill();
agent.destroy();
