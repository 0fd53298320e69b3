/** How the comparison of two heaps is looked at: by what it is sorted, which class is chosen, and whether all are shown. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { ColumnId, Order } from '../../run/heaps.ts';

export interface HeapsLook {
  readonly order: Signal<Order>;
  /** The class, by its name or by its place among those told; undefined as long as the learner chose none. */
  readonly chosen: Signal<string | number | undefined>;
  readonly all: Signal<boolean>;
  /** Whether the learner's own files are asked for. */
  readonly own: Signal<boolean>;
  /** Sorts by a column; by the same one again, the other way round. */
  sortBy: (column: ColumnId) => void;
}

export function createHeapsLook(): HeapsLook {
  const order = signal<Order>({ by: 'retainedChange', descending: true });
  return {
    order,
    chosen: signal<string | number | undefined>(undefined),
    all: signal(false),
    own: signal(false),
    sortBy(by) {
      const { by: before, descending } = order.value;
      order.value = { by, descending: by === before ? !descending : by !== 'name' };
    },
  };
}
