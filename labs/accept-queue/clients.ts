/** One client asks for the report. While it is written, many others come at once. */
import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls, measured } from '../kit/program.ts';

const url = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ clients: 60, settings: 'small' }, () => void come());
/** Clients that have come and are not answered yet. */
let waiting = 0;
const EVERY_MS = 100;
const LISTENS_AGAIN_MS = 400;
const REPORT_BEGINS_MS = 60;

// #region client
/** Times in ms since the client has asked the kernel for a connection. */
function visit(path: string, crowd: number): void {
  const came = performance.now();
  const since = (): number => performance.now() - came;
  let connected: number | undefined;
  waiting += 1;
  const asked = get(new URL(path, url), (response) => {
    response.resume();
    waiting -= 1;
    happened('client.answer', { path, crowd, connected, answered: since() });
  });
  asked.on('socket', (socket) => socket.on('connect', () => (connected = since())));
  asked.on('error', (error: NodeJS.ErrnoException) => {
    waiting -= 1;
    happened('client.error', { path, crowd, code: error.code });
  });
}
// #endregion

let crowd = 0;
async function come(): Promise<void> {
  const now = (crowd += 1);
  await wait(LISTENS_AGAIN_MS);
  if (now !== crowd) return; // Two controls were moved at once: the crowd comes once.
  visit('/report', now);
  await wait(REPORT_BEGINS_MS);
  happened('crowd', { crowd: now, clients: controls.clients });
  for (let i = 0; i < controls.clients; i += 1) visit('/', now);
}

await come();
setInterval(() => {
  measured({ 'clients.waiting': waiting });
}, EVERY_MS);
