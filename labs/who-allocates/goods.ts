/** What the shop has, as the office sends it: one long text. */
const GOODS = 600;

export interface Good {
  id: number;
  name: string;
  cents: number;
  stock: number;
}

export const fromOffice: string = JSON.stringify(
  Array.from({ length: GOODS }, (_, id) => ({
    id,
    name: `Item ${String((id * 7919) % 9973)}, size ${String(id % 13)}`,
    cents: 100 + ((id * 6007) % 4999),
    stock: id % 4,
  })),
);
