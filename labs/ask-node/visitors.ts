/** Four visitors who leaf through the catalog, and look whether what they get is right. */
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { fingerprint, formKey, layout } from './before.ts';
import { page } from './catalog.ts';

const service = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const VISITORS = 4;
const PAUSE_MS = 1000;
const controls = liveControls({ now: 'catalog' });

async function visit(route: string, id: number): Promise<void> {
  const response = await fetch(`${service}/${route}/${String(id)}`);
  const html = await response.text(); // unpacked by fetch
  const right =
    html === page(id, layout()) &&
    response.headers.get('etag') === fingerprint(html) &&
    response.headers.get('form-key') === formKey(id);
  const bytes = Number(response.headers.get('content-length'));
  happened('answered', { route, right, bytes, of: html.length });
}

async function visitor(number: number): Promise<void> {
  await wait((number * PAUSE_MS) / VISITORS);
  for (let id = number; ; id += VISITORS) {
    const pause = wait(PAUSE_MS);
    if (controls.now === 'catalog' || controls.now === 'before') {
      await visit(controls.now, id).catch((error: unknown) => {
        happened('refused', { message: String(error) });
      });
    }
    await pause;
  }
}

for (let number = 0; number < VISITORS; number += 1) void visitor(number);
