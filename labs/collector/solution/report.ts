import type { Order, Question, Turnover } from './orders.ts';

// #region report
/** Turnover by country: each request asks for it. */
export function report(orders: readonly Order[], { from, to, rate }: Question): Turnover {
  const sums: Turnover = {}; // the only object that is made
  for (const { hour, country, price, count } of orders) {
    if (hour < from || hour > to) continue;
    sums[country] = (sums[country] ?? 0) + price * count * rate;
  }
  return sums;
}
// #endregion
