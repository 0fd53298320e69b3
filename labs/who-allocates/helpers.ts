/** The price list of a customer. */
import { fromOffice, type Good } from './goods.ts';

// #region helpers
/** All goods, read anew: nobody changes somebody else's list. */
function allGoods(): Good[] {
  return JSON.parse(fromOffice) as Good[];
}

/** At the price of this customer: less 0 to 9%. */
function discounted(goods: Good[], customer: number): Good[] {
  const part = 1 - (customer % 10) / 100;
  return goods.map((good) => ({ ...good, cents: Math.round(good.cents * part) }));
}

/** A line for each that can be had. */
function lines(goods: Good[]): string[] {
  return goods
    .filter(({ stock }) => stock > 0)
    .map(({ name, cents }) => [name, (cents / 100).toFixed(2)])
    .map((columns) => columns.join(': '));
}

export function priceList(customer: number): string {
  const list = lines(discounted(allGoods(), customer));
  return [`For customer ${String(customer)}`, ...list].join('\n');
}
// #endregion
