import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { ScatterPanel, ScatterPoint } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { formatNumber, formatValue } from '../../run/format.ts';
import { scatterFinding, scatterScale } from '../../run/scatter.ts';
import { Live } from '../view/slots.ts';

/** Of the SVG, which stretches to its box; dots and lines keep their size. */
const SIDE = 1000;

interface ScatterProps {
  panel: ScatterPanel;
  view: RunView;
  /** Drawn hollow under the run's own points. */
  recorded?: RunView;
}

/** What was measured over what a rule says: the rule is the diagonal, a claim a level line. */
export function Scatter({ panel, view, recorded }: ScatterProps) {
  const points = panel.read(view);
  const before = recorded ? panel.read(recorded) : [];
  const { max, ticks } = scatterScale([...points, ...before], panel.claim?.at);
  const found = scatterFinding(panel, points);
  const share = (value: number) => Math.min(1, Math.max(0, value / max));
  const percent = (value: number) => `${(share(value) * 100).toFixed(2)}%`;
  const px = (value: number) => Math.round(share(value) * SIDE);
  const py = (value: number) => SIDE - px(value);
  const dot = ({ x, y }: ScatterPoint) => `M${String(px(x))},${String(py(y))}h0`;
  return (
    <>
      <ul class="wb-scatter-key">
        <li>
          <i class="wb-scatter-dot tone-delay" aria-hidden="true" /> {recorded ? 'your run' : 'measured'}
        </li>
        {recorded && (
          <li>
            <i class="wb-scatter-dot is-recorded" aria-hidden="true" /> recorded
          </li>
        )}
        <li>
          <i class="wb-swatch tone-good dash-dashed" aria-hidden="true" /> {panel.rule}
        </li>
        {panel.claim && (
          <li>
            <i class="wb-swatch tone-bad dash-dotted" aria-hidden="true" /> {panel.claim.label}
          </li>
        )}
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
              d={ticks
                .map((at) => `M0,${String(py(at))}H${String(SIDE)}M${String(px(at))},0V${String(SIDE)}`)
                .join('')}
            />
            <path class="line tone-good dash-dashed" d={`M0,${String(SIDE)}L${String(SIDE)},0`} />
            {panel.claim && (
              <path
                class="line tone-bad dash-dotted"
                d={`M0,${String(py(panel.claim.at))}H${String(SIDE)}`}
              />
            )}
            {before.length > 0 && (
              <>
                <path class="dot is-recorded" d={before.map(dot).join('')} />
                <path class="dot is-hole" d={before.map(dot).join('')} />
              </>
            )}
            {points.map((point, i) => (
              <path key={i} class="dot tone-delay" d={dot(point)}>
                <title>{`${point.name}: ${formatValue(point.y, panel.unit)}`}</title>
              </path>
            ))}
          </svg>
          {ticks.map((at) => (
            <span
              key={`x${String(at)}`}
              class="is-x"
              style={{ insetInlineStart: percent(at) }}
              aria-hidden="true"
            >
              {formatNumber(at)}
            </span>
          ))}
          {ticks.slice(1).map((at) => (
            <span
              key={`y${String(at)}`}
              class="is-y"
              style={{ insetBlockEnd: percent(at) }}
              aria-hidden="true"
            >
              {formatNumber(at)}
            </span>
          ))}
        </div>
        <p class="wb-scatter-x">
          {panel.x}, {panel.unit}
        </p>
      </div>
      <PointTable panel={panel} points={points} sentence={found} />
    </>
  );
}

/** The finding as a sentence, and behind it each point by its name. */
function PointTable({
  panel,
  points,
  sentence,
}: {
  panel: ScatterPanel;
  points: readonly ScatterPoint[];
  sentence: string;
}) {
  const live = useContext(Live);
  const open = useSignal(false);
  return (
    <details class="wb-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {sentence} <span class="visually-hidden">Data of {panel.title}</span>
      </summary>
      {(open.value || !live) && (
        <div class="wb-data-scroll" role="region" aria-label={`Data of ${panel.title}`} tabIndex={0}>
          <table>
            <caption>
              {panel.title}, {panel.unit}
            </caption>
            <thead>
              <tr>
                <th scope="col">Point</th>
                <th scope="col">{panel.x}</th>
                <th scope="col">{panel.y}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ name, x, y }, i) => (
                <tr key={i}>
                  <th scope="row">{name}</th>
                  <td>{formatNumber(x)}</td>
                  <td>{formatNumber(y)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
