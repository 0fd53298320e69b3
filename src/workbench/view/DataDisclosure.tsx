import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { Chart } from '../../../labs/kit/manifest.ts';
import { finding } from '../../run/finding.ts';
import { table } from '../../run/table.ts';
import type { Session } from '../state/session.ts';
import { Coded } from './Coded.tsx';
import { Live } from './slots.ts';
import { useSlowly, useWorkedOutSlowly } from '../state/slowly.ts';

/** What the chart shows: of the run, or before one of the recording. */
export function useFinding(chart: Chart, session: Session): string {
  return useWorkedOutSlowly(session, () => {
    const shown = session.runner.store.value ?? session.recording;
    return shown ? finding(chart, shown) : 'Nothing was measured yet.';
  });
}

/** The finding as a sentence, and behind it the data as a table. */
export function DataDisclosure({
  chart,
  session,
  sentence,
}: {
  chart: Chart;
  session: Session;
  sentence: string;
}) {
  const live = useContext(Live);
  const open = useSignal(false);
  return (
    <details class="wb-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {sentence} <span class="visually-hidden">Data of {chart.title}</span>
      </summary>
      {/* The static page has the table in its HTML; the live one makes it when it is looked at. */}
      {(open.value || !live) && <DataTable chart={chart} session={session} />}
    </details>
  );
}

function DataTable({ chart, session }: { chart: Chart; session: Session }) {
  useSlowly(session);
  const shown = session.runner.store.value ?? session.recording;
  if (!shown) return null;
  const { caption, columns, rows } = table(chart, shown);
  return (
    <div class="wb-data-scroll" role="region" aria-label={`Data of ${chart.title}`} tabIndex={0}>
      <table>
        <caption>
          <Coded text={caption} />
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([second, ...cells]) => (
            <tr key={second}>
              <th scope="row">{second}</th>
              {cells.map((cell, i) => (
                <td key={columns[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
