import express from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';

const controls = liveControls(
  { health: 'up', errorRate: 30, fastest: 100, slowest: 800, crowdDelay: 10 },
  (name) => {
    if (name === 'health') become(controls.health);
  },
);
/** With more calls than these in progress, every further one makes it slower. */
const CROWD = 100;

let health = controls.health;
let inProgress = 0;

function become(changed: string, byHand = false): void {
  health = changed;
  happened(`backend.${health}`, { byHand });
}

const app = express();

// #region data
// Its ordinary noise: some answers are errors, the others take their time. An outage is something else.
app.get('/api/data', async (_request, response) => {
  if (health === 'hangs') return; // no answer, ever
  if (health === 'errors' || Math.random() * 100 < controls.errorRate) {
    response.status(500).json({ error: 'internal error' });
    return;
  }
  inProgress += 1;
  const crowd = Math.max(0, inProgress - CROWD) * controls.crowdDelay;
  await wait(controls.fastest + Math.random() * (controls.slowest - controls.fastest) + crowd);
  inProgress -= 1;
  response.json({ stock: 7 });
});
// #endregion

// Break it and heal it by hand: `curl -X POST http://127.0.0.1:3001/break`.
for (const [path, becomes] of Object.entries({ '/break': 'errors', '/hang': 'hangs', '/heal': 'up' })) {
  app.post(path, (_request, response) => {
    become(becomes, true);
    response.json({ health });
  });
}

app.listen(Number(process.env['PORT'] ?? 3001), '127.0.0.1');
