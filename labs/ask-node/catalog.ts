const PRODUCTS = 1100;

/** Page `id` of the catalog, in this layout: always the same. */
export function page(id: number, layout: string): string {
  const items = Array.from({ length: PRODUCTS }, (_, i) => {
    const number = (id + i) * 7919;
    const price = ((number % 9973) / 100).toFixed(2);
    return `<li data-id="${String(number)}">Product ${String(number % 1009)}, size ${String(i % 13)}: ${price}</li>`;
  });
  return layout.replace('<!-- products -->', items.join('\n'));
}
