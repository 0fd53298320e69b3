/** The price list of a customer as it was, so that a run can compare. */
import { fromOffice, type Good } from './goods.ts';

/** All goods. A new list each time, so that nobody changes somebody else's. */
function allGoods(): Good[] {
  return JSON.parse(fromOffice) as Good[];
}

/** The same at the price of this customer: each has a discount of 0 to 9%. */
function discounted(goods: Good[], customer: number): Good[] {
  return goods.map((good) => ({ ...good, cents: Math.round(good.cents * (1 - (customer % 10) / 100)) }));
}

/** A line for each that can be had. */
function lines(goods: Good[]): string[] {
  return goods
    .filter(({ stock }) => stock > 0)
    .map(({ name, cents }) => [name, (cents / 100).toFixed(2)])
    .map((columns) => columns.join(': '));
}

export function priceList(customer: number): string {
  return [`For customer ${String(customer)}`, ...lines(discounted(allGoods(), customer))].join('\n');
}
