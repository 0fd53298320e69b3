/** Eight visitors who change money, and look whether the answer is right. */
import { setTimeout as wait } from 'node:timers/promises';
import { measured } from '../kit/program.ts';
import { answer, CURRENCIES, history } from './history.ts';

const service = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const VISITORS = 8;
const PAUSE_MS = 30;
const REPORT_MS = 250;

const pairs = CURRENCIES.flatMap((from) =>
  CURRENCIES.filter((to) => to !== from).map((to) => [from, to] as const),
);
const counts = { 'visits.right': 0, 'visits.wrong': 0 };

async function visit(number: number): Promise<void> {
  const [from, to] = pairs[number % pairs.length] ?? ['EUR', 'USD'];
  const amount = (number % 90) + 10;
  try {
    const response = await fetch(`${service}/change/${from}/${to}/${String(amount)}`);
    const right = (await response.text()) === answer(from, to, amount, history(from, to));
    counts[right ? 'visits.right' : 'visits.wrong'] += 1;
  } catch {
    counts['visits.wrong'] += 1;
  }
}

async function visitor(first: number): Promise<void> {
  for (let number = first; ; number += VISITORS) {
    await visit(number);
    await wait(PAUSE_MS);
  }
}

for (let number = 0; number < VISITORS; number += 1) void visitor(number);
setInterval(() => {
  measured(counts);
}, REPORT_MS);
