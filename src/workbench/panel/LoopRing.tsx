import { loopPhases } from '../../../labs/kit/loop.ts';
import type { LoopPhase, LoopStep } from '../../../labs/kit/loop.ts';

/** In the units of the picture, which is 300 wide and 208 high. */
const [CX, CY, RX, RY] = [150, 118, 106, 70];
const [WIDTH, HEIGHT] = [72, 26];

interface Place {
  name: string;
  x: number;
  y: number;
}

/** The phases clockwise from the top, in the order of a round. */
const round: (Place & { name: LoopPhase })[] = loopPhases
  .filter((phase) => phase !== 'main')
  .map((name, i, all) => {
    const angle = (i / all.length) * 2 * Math.PI - Math.PI / 2;
    return { name, x: CX + RX * Math.cos(angle), y: CY + RY * Math.sin(angle) };
  });
const between: Place[] = [
  { name: 'nextTick', x: CX, y: CY - 14 },
  { name: 'microtasks', x: CX, y: CY + 16 },
];

/** An arrow's head on the ring, half-way between a phase and the next. */
function heads(): string {
  return round
    .map((_, i) => {
      const angle = ((i + 0.5) / round.length) * 2 * Math.PI - Math.PI / 2;
      const [x, y] = [CX + RX * Math.cos(angle), CY + RY * Math.sin(angle)];
      const along = Math.atan2(RY * Math.cos(angle), -RX * Math.sin(angle));
      const point = (turn: number) =>
        `${(x - 7 * Math.cos(along + turn)).toFixed(1)},${(y - 7 * Math.sin(along + turn)).toFixed(1)}`;
      return `M${point(0.5)}L${x.toFixed(1)},${y.toFixed(1)}L${point(-0.5)}`;
    })
    .join('');
}
const HEADS = heads();

/** The phases of the loop as a ring. The one that a step ran in is filled, and the queue between that it came from. */
export function LoopRing({ step }: { step: LoopStep }) {
  const { phase, queue } = step;
  const said = queue === phase || queue === 'now' ? phase : `${phase}, from ${queue}`;
  return (
    <svg class="wb-ring" role="img" aria-label={`The loop stands in ${said}`} viewBox="0 0 300 208">
      <ellipse class="track" cx={CX} cy={CY} rx={RX} ry={RY} />
      <path class="track" d={HEADS} />
      <path class="track" d={`M70,22H${String(CX - 20)}Q${String(CX)},22 ${String(CX)},36`} />
      <Pill place={{ name: 'main', x: 38, y: 22 }} lit={phase === 'main'} />
      {round.map((place) => (
        <Pill key={place.name} place={place} lit={phase === place.name} />
      ))}
      {between.map((place) => (
        <Pill key={place.name} place={place} lit={queue === place.name} between />
      ))}
    </svg>
  );
}

function Pill({
  place: { name, x, y },
  lit,
  between = false,
}: {
  place: Place;
  lit: boolean;
  between?: boolean;
}) {
  const width = between ? 90 : WIDTH;
  return (
    <g class="pill" data-lit={lit} data-between={between}>
      <rect x={x - width / 2} y={y - HEIGHT / 2} width={width} height={HEIGHT} rx={HEIGHT / 2} />
      <text x={x} y={y} dy="0.35em">
        {name}
      </text>
    </g>
  );
}
