/** The price list of a customer. */
import { fromOffice, type Good } from './goods.ts';

const DISCOUNTS = 10;

// #region helpers
/** Read once: what nobody changes, nobody needs for themselves. */
const goods = JSON.parse(fromOffice) as Good[];

/** A line for each that can be had, with this discount in percent. */
function lines(discount: number): string {
  const part = 1 - discount / 100;
  let list = '';
  for (const { name, cents, stock } of goods) {
    if (stock > 0) list += `\n${name}: ${(Math.round(cents * part) / 100).toFixed(2)}`;
  }
  return list;
}

/** There are ten discounts, so there are ten lists. */
const lists = Array.from({ length: DISCOUNTS }, (_, discount) => lines(discount));

export function priceList(customer: number): string {
  return `For customer ${String(customer)}${lists[customer % DISCOUNTS] ?? ''}`;
}
// #endregion
