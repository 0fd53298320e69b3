import { withUnit } from '../../run/format.ts';
import { useComputed } from '@preact/signals';
import type { Figure } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';
import { follow } from '../state/follow.ts';
import { Visible } from './Visible.tsx';

const NOT_YET = '–';

/** The figures that matter: predicted, measured, recorded. The last measurement is kept from visit to visit. */
export function Figures({ session }: { session: Session }) {
  const { lab, lesson, runner, progress, recording, engine, busy } = session;
  const beat = useComputed(() => (busy.value ? 0 : runner.tick.value));
  follow(beat);
  const before = progress.value?.results[lab.id]?.figures;
  // Not before a run: the recorded figure would answer the question that the lesson asks.
  const shown = !busy.value && (runner.store.value !== undefined || before !== undefined);
  if (lab.figures.length === 0 || !shown) return null;
  const recorded = new Map(recording?.figures().map(({ figure, value }) => [figure.id, value]));
  const replayed = engine.chosen.value?.engine.kind === 'recorded';
  const run = replayed ? undefined : runner.store.value;
  const measured = new Map(run?.figures().map(({ figure, value }) => [figure.id, value]));
  const predicted = (lesson === undefined ? undefined : progress.value?.predictions[lesson]) ?? {};
  const text = (figure: Figure, value: string | undefined) =>
    value === undefined ? NOT_YET : <Visible text={withUnit(value, figure.unit)} />;

  return (
    <table class="wb-figures">
      <caption class="visually-hidden">The figures that matter</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Figure</span>
          </th>
          <th scope="col">predicted</th>
          <th scope="col">measured</th>
          <th scope="col">{session.share.opened.value ? 'opened run' : 'recorded'}</th>
        </tr>
      </thead>
      <tbody>
        {lab.figures.map((figure) => (
          <tr key={figure.id}>
            <th scope="row">{figure.label}</th>
            <td>{figure.predicted ? text(figure, predicted[figure.id]) : ''}</td>
            <td class="is-measured">{text(figure, run ? measured.get(figure.id) : before?.[figure.id])}</td>
            <td>{text(figure, recorded.get(figure.id))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
