import type { Order, Question, Turnover } from './orders.ts';

// #region before
/** Turnover by country, as it was before anybody changed it: what yours is compared with. */
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
