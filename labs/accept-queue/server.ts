/** A server whose accept queue fills while a report is written. Each other answer takes 10 ms of work. */
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setNetworkSetting } from '../kit/network.ts';
import { block, liveControls } from '../kit/program.ts';
import { small, today, yours, type QueueSettings } from './settings.ts';

const app = express();

app.get('/', (_request, response) => {
  block(10);
  response.set('connection', 'close').send('Welcome.');
});

// #region report
app.get('/report', (_request, response) => {
  block(1100);
  response.set('connection', 'close').send('The report.');
});
// #endregion

const settings: Record<string, QueueSettings> = { small, today, yours };
const controls = liveControls({ settings: 'small' }, () => {
  server.close(listen).closeAllConnections();
});

const server = createServer(app);
let port = Number(process.env['PORT'] ?? 3000);

// #region listen
function listen(): void {
  const { somaxconn, backlog } = settings[controls.settings] ?? today;
  setNetworkSetting('net.core.somaxconn', somaxconn);
  server.listen({ port, host: '127.0.0.1', backlog });
}
// #endregion

server.on('listening', () => {
  ({ port } = server.address() as AddressInfo);
});
listen();
