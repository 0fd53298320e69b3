import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { AreasPanel, AreasScene } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { areaFinding, areasFinding, areasScales, edges, thinned } from '../../run/areas.ts';
import { formatNumber } from '../../run/format.ts';
import { Live } from '../view/slots.ts';

/** Of the SVG, which stretches to its box. */
const WIDTH = 200;
const HEIGHT = 100;

interface AreasProps {
  panel: AreasPanel;
  view: RunView;
}

/** What a whole is made of, a small picture for each thing that is compared, all to one scale. */
export function Areas({ panel, view }: AreasProps) {
  const scenes = panel.read(view);
  const { across, up } = areasScales(scenes);
  const px = (x: number) => String(Math.round((x / across.max) * WIDTH));
  const py = (y: number) => String(Math.round((1 - y / up.max) * HEIGHT * 10) / 10);
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return (
    <>
      <ul class="wb-areas-key">
        <li>
          <i class="is-whole" aria-hidden="true" /> {panel.whole}
        </li>
        {panel.layers.toReversed().map(({ id, label, tone, faint }) => (
          <li key={id}>
            <i class={`tone-${tone} ${faint ? 'is-faint' : 'is-full'}`} aria-hidden="true" /> {label}
          </li>
        ))}
      </ul>
      <div class="wb-areas">
        {scenes.map((scene) => {
          const points = thinned(scene.points);
          const line = (ys: number[]) => points.map(({ x }, i) => `${px(x)},${py(ys[i] ?? 0)}`);
          return (
            <figure key={scene.name}>
              <figcaption>{scene.name}</figcaption>
              <div class="wb-areas-plot">
                <svg
                  role="img"
                  aria-label={areaFinding(panel, scene)}
                  viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
                  preserveAspectRatio="none"
                >
                  {points.length > 1 &&
                    panel.layers.map(({ id, tone, faint }, layer) => {
                      const edge = edges(points, layer);
                      const upper = line(edge.map(({ high }) => high));
                      const lower = line(edge.map(({ low }) => low)).toReversed();
                      return (
                        <path
                          key={id}
                          class={`area tone-${tone} ${faint ? 'is-faint' : 'is-full'}`}
                          d={`M${[...upper, ...lower].join(' ')}Z`}
                        />
                      );
                    })}
                  {points.length > 1 && (
                    <path class="whole" d={`M${line(points.map(({ whole }) => whole)).join(' ')}`} />
                  )}
                </svg>
                {up.ticks.map((at) => (
                  <span
                    key={at}
                    class="is-y"
                    style={{ insetBlockEnd: percent(at / up.max) }}
                    aria-hidden="true"
                  >
                    {formatNumber(at)}
                  </span>
                ))}
              </div>
            </figure>
          );
        })}
      </div>
      <p class="wb-areas-axes">
        {panel.unit} over {formatNumber(across.max)} {panel.x}
      </p>
      <AreasTable panel={panel} scenes={scenes} />
    </>
  );
}

/** The finding in words, and behind it what each picture began and ended with. */
function AreasTable({ panel, scenes }: { panel: AreasPanel; scenes: readonly AreasScene[] }) {
  const live = useContext(Live);
  const open = useSignal(false);
  return (
    <details class="wb-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {areasFinding(panel, scenes)} <span class="visually-hidden">Data of {panel.title}</span>
      </summary>
      {(open.value || !live) && (
        <div class="wb-data-scroll" role="region" aria-label={`Data of ${panel.title}`} tabIndex={0}>
          <table>
            <caption>
              {panel.title}, {panel.unit}: at the beginning → at the end
            </caption>
            <thead>
              <tr>
                <th scope="col">Program</th>
                <th scope="col">{panel.whole}</th>
                {panel.layers.map(({ id, label }) => (
                  <th key={id} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {scenes.map(({ name, points }) => {
                const [first, last] = [points[0], points.at(-1)];
                const ends = (from?: number, to?: number) =>
                  from === undefined || to === undefined
                    ? '–'
                    : `${formatNumber(from)} → ${formatNumber(to)}`;
                return (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{ends(first?.whole, last?.whole)}</td>
                    {panel.layers.map(({ id }, i) => (
                      <td key={id}>{ends(first?.parts[i], last?.parts[i])}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
