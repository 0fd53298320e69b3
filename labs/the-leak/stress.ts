/** `npm run stress`, twelve times: a thousand requests each, to both servers at once. */
import autocannon from 'autocannon';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';

const routes = {
  uncivilized: process.env['UNCIVILIZED_URL'] ?? 'http://127.0.0.1:3000/',
  civilized: new URL('/civilized', process.env['CIVILIZED_URL'] ?? 'http://127.0.0.1:3001').href,
};
const ROUNDS = 12;
const ROUND_MS = 400;

// #region stress
async function stress(server: string, url: string): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const pause = wait(ROUND_MS); // so that both take the same time
    const result = await autocannon({ url, connections: 10, amount: 1000, sampleInt: 20 });
    happened('round', { server, round, ok: result['2xx'] });
    await pause;
  }
}
// #endregion

async function outage(server: string, url: string): Promise<void> {
  const result = await autocannon({ url, connections: 10, amount: 200, sampleInt: 20 });
  happened('outage', { server, asked: 200, turnedAway: result.non2xx });
}

const controls = liveControls({ now: 'nothing' }, () => {
  for (const [server, url] of Object.entries(routes)) {
    if (controls.now === 'stress') void stress(server, url);
    if (controls.now === 'outage') void outage(server, url);
  }
});
setInterval(() => undefined, 60_000); // waits for the control
