import { useContext } from 'preact/hooks';
import type { TablePanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { Live } from '../view/slots.ts';
import { saveTable } from './table-file.ts';

/** Characters of a cell that stay on one line: a figure with its unit. */
const SHORT = 16;
/** Of what a row is about: an option such as `--allocate-locals`. */
const SHORT_HEAD = 18;

interface TableRowsProps {
  panel: TablePanel;
  view: RunView;
  /** The lab's id, for the name of the file that is saved. */
  lab: string;
  isRecording: boolean;
}

export function TableRows({ panel, view, lab, isRecording }: TableRowsProps) {
  const live = useContext(Live);
  const conclusion = panel.conclude?.(view);
  return (
    <>
      <div class="wb-panel-scroll" role="region" aria-label={`Table: ${panel.title}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {panel.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {panel.read(view).map(({ head, cells, tone }) => (
              <tr key={head} class={tone && `tone-${tone}`}>
                <th scope="row" class={head.length > SHORT_HEAD ? 'is-long' : 'is-short'}>
                  <Options text={head} />
                </th>
                {cells.map((cell, i) => (
                  <td key={panel.columns[i + 1]} class={cell && cell.length > SHORT ? undefined : 'is-short'}>
                    {cell ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="wb-table-foot">
        <span>{conclusion}</span>
        <button
          type="button"
          class="button small"
          aria-label={`Save as CSV: ${panel.title}`}
          data-wake={live ? undefined : `table ${panel.id}`}
          onClick={() => {
            saveTable(lab, panel, view, isRecording);
          }}
        >
          Save as CSV
        </button>
      </p>
    </>
  );
}

/** A line may end within an option, but not behind its dashes. */
function Options({ text }: { text: string }) {
  const parts = text.split(/(?<=^|\s)(--?\w+)/);
  return <>{parts.map((part, i) => (i % 2 === 1 ? <span key={i}>{part}</span> : part))}</>;
}
