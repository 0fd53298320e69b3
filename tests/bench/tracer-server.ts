/** The servers that tests/bench/tracer.ts compares: `remote`, or `plain PORT`, or `traced PORT LOG`. */
import express from 'express';
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Breakdown } from '../../labs/where-time-went/solution/breakdown.ts';

const [role, remote, log] = process.argv.slice(2);
const url = `http://127.0.0.1:${remote ?? ''}/`;
const agent = new Agent({ keepAlive: true });

const app = express();
app.get('/express', (_request, response) => {
  response.json({ items: 7 });
});
app.get('/express/agent', async (_request, response) => {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  response.json(JSON.parse(await text(answer)));
});
app.get('/express/fetch', async (_request, response) => {
  const answer = await fetch(url);
  response.json(await answer.json());
});

const bare: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"items":7}');
};
const breakdown = role === 'traced' ? new Breakdown() : undefined;
breakdown?.start(log ?? '');
const server = createServer((request, response) => {
  breakdown?.track(request, response);
  if (request.url === '/' || request.url === '/bare') bare(request, response);
  else app(request, response);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
process.send?.((server.address() as AddressInfo).port);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
