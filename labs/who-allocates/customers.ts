/** Customers who ask for their price list, each another one, and look whether it is right. */
import { setTimeout as wait } from 'node:timers/promises';
import { happened, liveControls } from '../kit/program.ts';
import { priceList } from './before.ts';

const service = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const AT_ONCE = 4;
const PAUSE_MS = 60;

let answers = { right: 0, wrong: 0, bytes: 0 };
let last = 'nothing';
const controls = liveControls({ now: 'prices' }, () => {
  happened('asked', { now: last, ...answers });
  answers = { right: 0, wrong: 0, bytes: 0 };
  last = controls.now;
});

let customers = 0;
async function ask(route: string): Promise<void> {
  customers += 1;
  const customer = customers;
  const counted = answers;
  try {
    const response = await fetch(`${service}/${route}/${String(customer)}`);
    const list = await response.text();
    counted[list === priceList(customer) ? 'right' : 'wrong'] += 1;
    counted.bytes += list.length;
  } catch {
    counted.wrong += 1;
  }
}

async function visitor(number: number): Promise<void> {
  await wait((number * PAUSE_MS) / AT_ONCE);
  for (;;) {
    const pause = wait(PAUSE_MS);
    if (controls.now === 'before' || controls.now === 'warm') await ask('before');
    else if (controls.now !== 'nothing') await ask('prices');
    if (controls.now === 'warm') await ask('prices');
    await pause;
  }
}

for (let number = 0; number < AT_ONCE; number += 1) void visitor(number);
