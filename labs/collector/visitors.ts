/** Asks every service the same questions, and compares the answers. */
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { happened, liveControls } from '../kit/program.ts';
import type { Turnover } from './orders.ts';

const SERVICES = ['default', 'small', 'max', 'large', 'yours'] as const;
const REPORT_MS = 1000;
/** Sums in another order may differ in their last figure. */
const ALIKE = 1e-9;

const controls = liveControls({ rate: 20 });
const agent = new Agent({ keepAlive: true });

async function ask(service: string, query: string): Promise<Turnover | undefined> {
  const address = process.env[`${service.toUpperCase()}_URL`] ?? 'http://127.0.0.1:3000';
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      get(
        `${address}/turnover?${query}`,
        { agent },
        (response) => void text(response).then(resolve, reject),
      ).on('error', reject);
    });
    return JSON.parse(answer) as Turnover;
  } catch {
    return undefined;
  }
}

function same(one: Turnover | undefined, other: Turnover | undefined): boolean {
  if (!one || !other) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Math.abs((one[key] ?? 0) - (other[key] ?? NaN)) <= ALIKE * Math.abs(one[key] ?? 0))
  );
}

const count = { compared: 0, different: 0 };
async function visit(): Promise<void> {
  // A rate that nobody has asked for yet: no answer can be kept from before.
  const from = Math.floor(Math.random() * 6);
  const query = `from=${from}&to=${from + 18}&rate=${1 + Math.random()}`;
  const answers = await Promise.all(SERVICES.map((service) => ask(service, query)));
  count.compared += 1;
  if (!same(answers[0], answers.at(-1))) count.different += 1;
}

let due = performance.now();
/** Asks when it is time, and as often as was missed when this process had to wait. */
function next(): void {
  void visit();
  due += 1000 / controls.rate;
  setTimeout(next, Math.max(1, due - performance.now()));
}
next();
setInterval(() => {
  happened('compared', { ...count });
}, REPORT_MS);
