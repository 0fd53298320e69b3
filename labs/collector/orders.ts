/** A day's orders, always the same, and what is asked of them. */

export interface Order {
  id: number;
  hour: number;
  country: string;
  price: number;
  count: number;
}
/** Of which hours, and at which rate of exchange. */
export interface Question {
  from: number;
  to: number;
  rate: number;
}
/** Turnover by country. */
export type Turnover = Record<string, number>;

const COUNTRIES = 24;
const ORDERS = 2000;

export const orders: readonly Order[] = Array.from({ length: ORDERS }, (_, id) => ({
  id,
  hour: id % 24,
  country: `country ${(id * 7) % COUNTRIES}`,
  price: 5 + (id % 97),
  count: 1 + (id % 5),
}));
