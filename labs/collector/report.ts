import type { Order, Question, Turnover } from './orders.ts';

// #region report
/** Turnover by country: each request asks for it. */
export function report(orders: readonly Order[], { from, to, rate }: Question): Turnover {
  return orders
    .filter((order) => order.hour >= from && order.hour <= to)
    .map((order) => ({ ...order, turnover: order.price * order.count * rate }))
    .reduce<Turnover>(
      (sums, { country, turnover }) => ({ ...sums, [country]: (sums[country] ?? 0) + turnover }),
      {},
    );
}
// #endregion
