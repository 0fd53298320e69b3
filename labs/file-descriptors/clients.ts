/** So many clients come at once; each asks for a page, and keeps its connection open, as a browser does. */
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls, measured } from '../kit/program.ts';

const url = process.env['SERVER_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ clients: 10 }, () => void come());
const EVERY_MS = 100;
const LEAVING_MS = 500;

/** Those that are there, how many of them got the page, and how many heard nothing but the end. */
let agent = new Agent();
let served = 0;
let reset = 0;

// #region client
function visit(): void {
  const asked = get(url, { agent }, (response) => {
    response.resume();
    if (response.statusCode === 200) served += 1;
    happened('client.answer', { status: response.statusCode });
  });
  asked.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') reset += 1;
    happened('client.error', { code: error.code });
  });
}
// #endregion

/** The clients of before leave; when the server has noticed, the new ones come. */
let crowds = 0;
async function come(): Promise<void> {
  const crowd = (crowds += 1);
  agent.destroy();
  agent = new Agent({ keepAlive: true });
  served = reset = 0;
  await wait(LEAVING_MS);
  if (crowd !== crowds) return; // Others are to come instead.
  for (let i = 0; i < controls.clients; i += 1) visit();
}

await come();
setInterval(() => {
  measured({ 'clients.here': controls.clients, 'clients.served': served, 'clients.reset': reset });
}, EVERY_MS);
