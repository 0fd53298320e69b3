import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';

const service = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ visit: 'routes', logins: 6 });
let visits = 0;

/** Each request has a number, so that it can be found in the log. */
async function visit(path: string): Promise<void> {
  visits += 1;
  const url = `${path}${path.includes('?') ? '&' : '?'}visit=${visits}`;
  const response = await fetch(service + url);
  await response.arrayBuffer();
  if (response.ok) happened('answered', { url });
}

/** So much CPU before the call, and the rest after it. */
const known = (before: number, after: number) => visit(`/known?before=${before}&after=${after}`);

const rounds: Record<string, () => Promise<unknown>> = {
  /** One after the other; to the third come some who log in. */
  async routes() {
    await visit('/stock');
    await visit('/report');
    const logins = Array.from({ length: controls.logins }, () => visit('/login'));
    await wait(10);
    await visit('/partner');
    await Promise.all(logins);
  },
  /** One at a time. */
  async alone() {
    await known(30, 20);
    await known(50, 50);
  },
  /** All at once. */
  together: () => Promise.all([known(60, 40), known(40, 40), known(20, 40), known(20, 20), known(0, 20)]),
};

for (;;) {
  await rounds[controls.visit]?.();
  await wait(50);
}
