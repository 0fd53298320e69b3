import type { LoopPanel } from '../../../labs/kit/panels.ts';
import type { LoopStep } from '../../../labs/kit/loop.ts';
import { exactMs, laneOf } from '../../run/loop.ts';
import { roundScale } from '../../run/scale.ts';

export interface LaneProps {
  panel: LoopPanel;
  steps: readonly LoopStep[];
  /** The step that is shown. */
  at: number;
  go: (to: number) => void;
}

/** What ran, from left to right. It can be clicked; who does not see it has the slider and the list. */
export function LoopLane(props: LaneProps) {
  return props.panel.lane === 'time' ? <TimeLane {...props} /> : <OrderLane {...props} />;
}

/** A cell for each step: for callbacks that are too short for a scale. */
function OrderLane({ steps, at, go }: LaneProps) {
  const origin = steps[0]?.t ?? 0;
  return (
    <ol class="wb-cells" aria-hidden="true">
      {steps.map((step, i) => (
        <li
          key={i}
          data-now={i === at}
          data-past={i < at}
          onClick={() => {
            go(i);
          }}
        >
          <b>{step.name}</b>
          <span>{step.queue === 'now' ? 'now' : step.queue}</span>
          <span>{exactMs(step.t - origin)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Of the SVG, which stretches to its box. */
const WIDE = 1000;
const BAR = 22;
/** Rows of waits are so far apart at most; where there are many, they share the room. */
const ROW = 4;
const WAITS = 52;
const HIGH = BAR + WAITS;
/** So that a callback of a few microseconds is still seen. */
const NARROWEST = 1.2;

/** Bars to the scale of time, and above them a line for each that waited: from being asked for to its beginning. */
function TimeLane({ panel, steps, at, go }: LaneProps) {
  const lane = laneOf(steps);
  const x = (share: number) => (share * WIDE).toFixed(1);
  const top = HIGH - BAR;
  const pitch = Math.min(ROW, WAITS / (lane.rows + 1));
  const rowY = (row: number) => (top - pitch * (row + 1)).toFixed(1);
  const bar = (i: number) => {
    const { from, to } = lane.bars[i] ?? { from: 0, to: 0 };
    return `M${x(from)},${String(top)}h${Math.max(NARROWEST, (to - from) * WIDE).toFixed(1)}v${String(BAR)}H${x(from)}z`;
  };
  const waitLine = ({ from, to, row }: (typeof lane.waits)[number]) => `M${x(from)},${rowY(row)}H${x(to)}`;
  const { ticks } = roundScale(lane.span / 1.06);
  const onClick = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    go(lane.bars.reduce((best, { from }, i) => (from <= share ? i : best), 0));
  };
  const own = lane.waits.find(({ step }) => step === at);
  return (
    <div class="wb-lane">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${String(WIDE)} ${String(HIGH)}`}
        preserveAspectRatio="none"
        style={{ blockSize: `${String(HIGH)}px` }}
        onClick={onClick}
      >
        <path class="waits" d={lane.waits.map(waitLine).join('')} />
        <path class="ground" d={`M0,${String(HIGH - 0.5)}H${String(WIDE)}`} />
        {panel.tones.map(({ name, tone }) => (
          <path
            key={name}
            class={`bars tone-${tone}`}
            d={steps.map((step, i) => (step.name === name ? bar(i) : '')).join('')}
          />
        ))}
        {own && <path class="wait-now" d={waitLine(own)} />}
        <path class="bar-now" d={bar(at)} />
        <path class="hand" d={`M${x(lane.bars[at]?.from ?? 0)},0V${String(HIGH)}`} />
      </svg>
      <p class="wb-lane-times" aria-hidden="true">
        {ticks.map((ms) => (
          <span key={ms} style={{ insetInlineStart: `${((ms / lane.span) * 100).toFixed(2)}%` }}>
            {ms === 0 ? '0 ms' : String(Math.round(ms * 100) / 100)}
          </span>
        ))}
      </p>
      <ul class="wb-lane-key">
        {panel.tones.map(({ name, tone }) => (
          <li key={name}>
            <i class={`wb-lane-swatch tone-${tone}`} aria-hidden="true" /> {name}
          </li>
        ))}
        <li>
          <i class="wb-lane-swatch is-wait" aria-hidden="true" /> waiting, each
        </li>
      </ul>
    </div>
  );
}
