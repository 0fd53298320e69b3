import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { WaterfallBar, WaterfallGroup, WaterfallPanel } from '../../../labs/kit/panels.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { formatNumber } from '../../run/format.ts';
import { CPU, sameBar, waterfallFinding, waterfallScale } from '../../run/waterfall.ts';
import { Live } from '../view/slots.ts';

interface WaterfallProps {
  panel: WaterfallPanel;
  view: RunView;
  /** Drawn as a thin line under the run's own bars. */
  recorded?: RunView;
}

/** Requests over one time axis. A bar is time that passed; its filled part is CPU time, or what the panel says. */
export function Waterfall({ panel, view, recorded }: WaterfallProps) {
  const groups = panel.read(view);
  const before = recorded ? panel.read(recorded) : [];
  const { max, ticks } = waterfallScale([...groups, ...before]);
  const { filled = CPU } = panel;
  const found = waterfallFinding(groups, filled);
  const percent = (value: number) => `${((Math.min(Math.max(value, 0), max) / max) * 100).toFixed(2)}%`;
  const between = (from: number, to: number) => ({
    insetInlineStart: percent(from),
    inlineSize: percent(to - from),
  });
  if (groups.length === 0) return <p class="wb-hint">{found}</p>;
  return (
    <>
      <ul class="wb-waterfall-key">
        <li>
          <i class="is-wait" aria-hidden="true" /> time
        </li>
        <li>
          <i class="is-busy" aria-hidden="true" /> of it {filled}
          {panel.filled === undefined && ', wherever in the bar it was'}
        </li>
        {recorded && (
          <li>
            <i class="is-recorded" aria-hidden="true" /> recorded
          </li>
        )}
      </ul>
      <div class="wb-waterfall" role="img" aria-label={`${panel.title}. ${found}`}>
        {groups.map(({ name, bars }) =>
          bars.map((bar, i) => {
            const old = sameBar(before, name, bar.label);
            return (
              <p
                key={`${name} ${String(i)}`}
                class={`wb-waterfall-row is-depth-${String(Math.min(bar.depth, 3))}`}
              >
                <span class="is-label">{bar.label}</span>
                <span class="is-track">
                  {ticks.map((at) => (
                    <i key={at} class="is-tick" style={{ insetInlineStart: percent(at) }} />
                  ))}
                  <i class="is-bar" style={between(bar.from, bar.to)}>
                    <i class="is-busy" style={{ inlineSize: share(bar) }} />
                  </i>
                  {old && <i class="is-old" style={between(old.from, old.to)} />}
                </span>
                <span class="is-time">
                  {formatNumber(bar.to - bar.from)} ms
                  <b>{(bar.busy > 0 || panel.filled === undefined) && formatNumber(bar.busy)}</b>
                </span>
              </p>
            );
          }),
        )}
        <p class="wb-waterfall-row is-axis">
          <span class="is-label" />
          <span class="is-track">
            {ticks.map((at) => (
              <span key={at} style={{ insetInlineStart: percent(at) }}>
                {formatNumber(at)}
              </span>
            ))}
          </span>
          <span class="is-time">
            time <b>{filled}</b>
          </span>
        </p>
      </div>
      <BarTable panel={panel} groups={groups} sentence={found} />
    </>
  );
}

/** How much of a bar is filled. What was used after its end, by callbacks that came late, is not drawn. */
function share({ from, to, busy }: WaterfallBar): string {
  return to > from ? `${Math.min(100, (busy / (to - from)) * 100).toFixed(1)}%` : '0';
}

function BarTable({
  panel,
  groups,
  sentence,
}: {
  panel: WaterfallPanel;
  groups: readonly WaterfallGroup[];
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
            <caption>{panel.title}, ms</caption>
            <thead>
              <tr>
                <th scope="col">Request</th>
                <th scope="col">What</th>
                <th scope="col">From</th>
                <th scope="col">Time</th>
                <th scope="col">{panel.filled ?? CPU}</th>
              </tr>
            </thead>
            <tbody>
              {groups.flatMap(({ name, bars }) =>
                bars.map(({ label, from, to, busy }, i) => (
                  <tr key={`${name} ${String(i)}`}>
                    <th scope="row">{name}</th>
                    <td>{label}</td>
                    <td>{formatNumber(from)}</td>
                    <td>{formatNumber(to - from)}</td>
                    <td>{formatNumber(busy)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
