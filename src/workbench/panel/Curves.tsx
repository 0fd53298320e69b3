import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { CurvesPanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { curvesFinding, powerScale, twoFigures } from '../../run/curves.ts';
import { formatNumber } from '../../run/format.ts';
import { Live } from '../view/slots.ts';

/** Of the SVG, which stretches to its box; dots and lines keep their size. */
const SIDE = 1000;

/** Lines over two axes by powers of ten, a dot for each measurement. */
export function Curves({ panel, view }: { panel: CurvesPanel; view: RunView }) {
  const read = panel.read(view);
  const points = Object.values(read).flat();
  const [across, up] = [powerScale(points.map(({ x }) => x)), powerScale(points.map(({ y }) => y))];
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const px = (x: number) => String(Math.round(across.share(x) * SIDE));
  const py = (y: number) => String(Math.round((1 - up.share(y)) * SIDE));
  const found = curvesFinding(panel, read);
  return (
    <>
      <ul class="wb-scatter-key">
        {panel.lines.map(({ id, label, tone, dash }) => (
          <li key={id}>
            <i class={`wb-swatch tone-${tone} dash-${dash}`} aria-hidden="true" /> {label}
          </li>
        ))}
      </ul>
      <div class="wb-scatter">
        <p class="wb-scatter-y">
          {panel.y}, {panel.unit}
        </p>
        <div class="wb-scatter-plot">
          <svg
            role="img"
            aria-label={`${panel.title}. ${found}`}
            viewBox={`0 0 ${String(SIDE)} ${String(SIDE)}`}
            preserveAspectRatio="none"
          >
            <path
              class="grid"
              d={[
                ...up.ticks.map((at) => `M0,${py(at)}H${String(SIDE)}`),
                ...across.ticks.map((at) => `M${px(at)},0V${String(SIDE)}`),
              ].join('')}
            />
            {panel.lines.map(({ id, tone, dash }) => {
              const places = (read[id] ?? []).map(({ x, y }) => `${px(x)},${py(y)}`);
              if (places.length === 0) return null;
              return (
                <g key={id} class={`tone-${tone}`}>
                  <path class={`line dash-${dash}`} d={`M${places.join('L')}`} />
                  <path class="dot" d={places.map((place) => `M${place}h0`).join('')} />
                </g>
              );
            })}
          </svg>
          {across.ticks.map((at, i) => (
            <span
              key={`x${String(at)}`}
              class="is-x"
              style={{
                insetInlineStart: percent(across.share(at)),
                // The last ends where the plot does.
                translate: i === across.ticks.length - 1 ? '-100%' : undefined,
              }}
              aria-hidden="true"
            >
              {formatNumber(at)}
            </span>
          ))}
          {up.ticks.map((at) => (
            <span
              key={`y${String(at)}`}
              class="is-y"
              style={{ insetBlockEnd: percent(up.share(at)) }}
              aria-hidden="true"
            >
              {twoFigures(at)}
            </span>
          ))}
        </div>
        <p class="wb-scatter-x">{panel.x}</p>
      </div>
      <CurvesTable panel={panel} read={read} sentence={found} />
    </>
  );
}

interface CurvesTableProps {
  panel: CurvesPanel;
  read: ReturnType<CurvesPanel['read']>;
  sentence: string;
}

/** The finding as a sentence, and behind it each measurement. */
function CurvesTable({ panel, read, sentence }: CurvesTableProps) {
  const live = useContext(Live);
  const open = useSignal(false);
  const columns = [...new Set(Object.values(read).flatMap((points) => points.map(({ x }) => x)))].sort(
    (a, b) => a - b,
  );
  return (
    <details class="wb-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {sentence} <span class="visually-hidden">Data of {panel.title}</span>
      </summary>
      {(open.value || !live) && (
        <div class="wb-data-scroll" role="region" aria-label={`Data of ${panel.title}`} tabIndex={0}>
          <table>
            <caption>
              {panel.y}, {panel.unit}
            </caption>
            <thead>
              <tr>
                <th scope="col">{panel.x}</th>
                {panel.lines.map(({ id, label }) => (
                  <th key={id} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.map((at) => (
                <tr key={at}>
                  <th scope="row">{formatNumber(at)}</th>
                  {panel.lines.map(({ id }) => {
                    const found = read[id]?.find(({ x }) => x === at);
                    return <td key={id}>{found ? twoFigures(found.y) : '–'}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
