/** What customers have taken: an empty basket for whoever comes. */
const GOODS = 600;
const MOST = 2000;
const baskets = new Map<number, number[]>();

// #region basket
/** How many of each good are in it. Those of the last 2,000 customers are kept. */
export function openBasket(customer: number): number[] {
  const basket = new Array<number>(GOODS).fill(0);
  baskets.set(customer, basket);
  if (baskets.size > MOST) baskets.delete(baskets.keys().next().value ?? 0);
  return basket;
}
// #endregion
