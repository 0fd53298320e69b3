import type { TablePanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';

export function TableRows({ panel, view }: { panel: TablePanel; view: RunView }) {
  return (
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
          {panel.read(view).map(({ head, cells }) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, i) => (
                <td key={panel.columns[i + 1]}>{cell ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
