/** What a waterfall shows: its axis, and in words what each request took. Pure. */
import type { WaterfallBar, WaterfallGroup } from '../../labs/kit/panels.ts';
import { formatValue } from './format.ts';
import { roundScale } from './scale.ts';
import type { RoundScale } from './scale.ts';

/** What fills a bar where a panel says nothing else. */
export const CPU = 'CPU';

/** One axis for all of these, so that their bars can be compared. */
export function waterfallScale(groups: readonly WaterfallGroup[]): RoundScale {
  const ends = groups.flatMap(({ bars }) => bars.map(({ to }) => to));
  return roundScale(Math.max(0, ...ends.filter(Number.isFinite)));
}

/** The bar of another run that stands in the same place: of the group of that name, with that label. */
export function sameBar(
  groups: readonly WaterfallGroup[],
  name: string,
  label: string,
): WaterfallBar | undefined {
  return groups.find((group) => group.name === name)?.bars.find((bar) => bar.label === label);
}

/** `/stock took 124 ms with 2 ms of CPU; /report took 104 ms with 83 ms of CPU.` */
export function waterfallFinding(groups: readonly WaterfallGroup[], filled = CPU): string {
  const said = groups.flatMap(({ name, bars }) => {
    const [whole] = bars;
    if (!whole) return [];
    const busy = bars.reduce((sum, bar) => sum + bar.busy, 0);
    return `${name} took ${ms(whole.to - whole.from)} with ${ms(busy)} of ${filled}`;
  });
  return said.length === 0 ? 'Nothing was measured yet.' : `${said.join('; ')}.`;
}

const ms = (value: number): string => formatValue(value, 'ms');
