/** How the comparison of two heaps is looked at: by what it is sorted, which class is chosen, and whether all are shown. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { columns } from '../../run/heaps.ts';
import type { ColumnId, Order } from '../../run/heaps.ts';

export interface HeapsLook {
  readonly order: Signal<Order>;
  /** Of the class; undefined as long as the learner chose none. */
  readonly chosen: Signal<string | undefined>;
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
    chosen: signal<string | undefined>(undefined),
    all: signal(false),
    own: signal(false),
    sortBy(by) {
      const { by: before, descending } = order.value;
      order.value = { by, descending: by === before ? !descending : by !== 'name' };
    },
  };
}

/** The column of this name; undefined if there is none. */
export function columnOf(name: string | undefined): ColumnId | undefined {
  return columns.find(({ id }) => id === name)?.id;
}
