import type { ClassChange, HeapComparison } from '../../../labs/kit/heap/compare.ts';
import { cell, columns, firstChosen, heapsSentence, inOrder } from '../../run/heaps.ts';
import type { HeapsLook } from '../state/heaps.ts';

/** Rows before all are asked for. */
const FEW = 12;

interface HeapTableProps {
  comparison: HeapComparison;
  /** Whose they are: for whoever hears two tables. */
  of: string;
  look: HeapsLook;
  /** The class that is chosen before the reader chooses. */
  first: string | undefined;
  /** The mark of what brings the static page to life; undefined in the live one. */
  wake: (what: string) => string | undefined;
}

/** The classes of two heaps, to be sorted by each column; and how one of the class that is chosen is kept. */
export function HeapTable({ comparison, of, look, first, wake }: HeapTableProps) {
  const { classes } = comparison;
  const order = look.order.value;
  const ordered = inOrder(classes, order);
  const wanted = look.chosen.value;
  const chosen =
    (typeof wanted === 'number' ? classes[wanted] : classes.find(({ name }) => name === wanted)) ??
    firstChosen(classes, first);
  // The chosen one stays, wherever it stands.
  const shown = look.all.value ? ordered : ordered.filter((one, i) => i < FEW || one === chosen);
  return (
    <>
      <p class="wb-heap-sentence">{heapsSentence(comparison)}</p>
      <div class="wb-panel-scroll" role="region" aria-label={`Classes of ${of}`} tabIndex={0}>
        <table class="wb-heap">
          <thead>
            <tr>
              {columns.map(({ id, head, spoken }) => {
                const sorted = order.descending ? 'descending' : 'ascending';
                return (
                  <th key={id} scope="col" aria-sort={order.by === id ? sorted : undefined}>
                    <button
                      type="button"
                      aria-label={spoken}
                      data-wake={wake(`sort ${id}`)}
                      onClick={() => {
                        look.sortBy(id);
                      }}
                    >
                      {head}
                      <span aria-hidden="true">{order.by !== id ? '' : order.descending ? ' ↓' : ' ↑'}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Row
                key={one.name}
                one={one}
                isChosen={one === chosen}
                mark={wake(`class ${String(classes.indexOf(one))}`)}
                choose={() => (look.chosen.value = one.name)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {classes.length > shown.length || look.all.value ? (
        <p class="wb-heap-more">
          <button
            type="button"
            class="button small"
            data-wake={wake('all')}
            onClick={() => (look.all.value = !look.all.value)}
          >
            {look.all.value ? `Show the first ${String(FEW)}` : `Show all ${String(classes.length)}`}
          </button>
        </p>
      ) : null}
      {chosen && <Way one={chosen} of={of} />}
    </>
  );
}

interface RowProps {
  one: ClassChange;
  isChosen: boolean;
  mark: string | undefined;
  choose: () => void;
}

function Row({ one, isChosen, mark, choose }: RowProps) {
  const [, ...rest] = columns;
  return (
    <tr class={isChosen ? 'is-chosen' : undefined}>
      <th scope="row">
        <button type="button" aria-pressed={isChosen} data-wake={mark} onClick={choose}>
          {one.name}
        </button>
      </th>
      {rest.map((column) => (
        <td key={column.id} class={column.change && one[column.id] === 0 ? 'is-same' : undefined}>
          {cell(one, column)}
        </td>
      ))}
    </tr>
  );
}

/** How one object of a class is reached from a root. */
function Way({ one: { name, count, created, freed, path }, of }: { one: ClassChange; of: string }) {
  const which =
    created > 1
      ? `that one of the ${created.toLocaleString('en-GB')} new ones which retains most`
      : created === 1
        ? 'the new one'
        : 'the one that retains most';
  return (
    <section class="wb-heap-way" aria-live="polite" aria-label={`What keeps ${name} in ${of}`}>
      <h4>
        What keeps {name}{' '}
        <small>{`${created.toLocaleString('en-GB')} new, ${freed.toLocaleString('en-GB')} gone`}</small>
      </h4>
      {path.length === 0 ? (
        <p class="wb-hint">
          {count === 0
            ? 'None is left.'
            : 'Nothing holds it: what is left of it goes with the next collection.'}
        </p>
      ) : (
        <>
          <p class="wb-hint">
            The shortest way from a root to {which}; each step is a reference, and what it leads to.
          </p>
          <ol>
            {path.map(({ edge, node, id }, i) => (
              <li key={i}>
                <code>{edge}</code> <span aria-hidden="true">→</span> <code>{node}</code> <small>@{id}</small>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
