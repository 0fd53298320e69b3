/** Rates of the last 1,000 days between two currencies: made up, and the same in every process. */
export const CURRENCIES = ['CHF', 'EUR', 'GBP', 'USD'];
const DAYS = 1000;

let worked = 0;
/** How often a history was worked out. */
export const timesWorkedOut = (): number => worked;

/** One rate for each day, today's last. */
export function history(from: string, to: string): number[] {
  worked += 1;
  const seed = CURRENCIES.indexOf(from) * 5 + CURRENCIES.indexOf(to);
  return Array.from({ length: DAYS }, (_, day) => 1 + seed / 40 + Math.sin(seed + day / 30) / 20);
}

/** Today’s rate, and by how much of a percent it moved in these days. */
export function summary(days: readonly number[]): { rate: number; moved: number } {
  const [first = 1, rate = 1] = [days[0], days.at(-1)];
  return { rate, moved: (rate / first - 1) * 100 };
}

/** `100.00 EUR are 107.31 USD (+1.2%)` */
export function answer(from: string, to: string, amount: number, days: readonly number[]): string {
  const { rate, moved } = summary(days);
  const sign = moved < 0 ? '' : '+';
  return `${amount.toFixed(2)} ${from} are ${(amount * rate).toFixed(2)} ${to} (${sign}${moved.toFixed(1)}%)`;
}
