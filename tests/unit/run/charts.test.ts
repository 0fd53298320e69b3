import { describe, expect, test } from 'vitest';
import type { BandChart, LineChart } from '../../../labs/kit/manifest.ts';
import { decimate, steps, stretches, withoutLevels } from '../../../src/run/decimate.ts';
import { finding } from '../../../src/run/finding.ts';
import { formatValue } from '../../../src/run/format.ts';
import { niceBelow, scaleFor, timeTicks } from '../../../src/run/scale.ts';
import { createRunStore } from '../../../src/run/store.ts';
import { chartSvg } from '../../../src/run/svg.ts';
import { table } from '../../../src/run/table.ts';
import { done, event, labWith, partStart, sample } from './lab.ts';

const delay: LineChart = {
  kind: 'lines',
  id: 'delay',
  title: 'Event-loop delay',
  unit: 'ms',
  series: [
    { label: 'watchdog', process: 'proxy', metric: 'watchdog', tone: 'delay' },
    { label: 'in-loop meter', process: 'proxy', metric: 'meter', tone: 'neutral', dash: 'dashed' },
  ],
};
const breaker: BandChart = {
  kind: 'band',
  id: 'breaker',
  title: 'Breaker',
  process: 'proxy',
  initial: 'closed',
  initialTone: 'good',
  states: [
    { event: 'breaker.open', state: 'open', tone: 'bad' },
    { event: 'breaker.close', state: 'closed', tone: 'good' },
  ],
};

/** The scenario begins at 500 ms; one peak of 812 ms at 2.0 s of it, one sample wide. */
function store() {
  const run = createRunStore(labWith({ charts: [delay, breaker] }));
  run.add(partStart(500, 'a'));
  for (let t = 500; t <= 4500; t += 10) run.add(sample(t, { watchdog: t === 2500 ? 812 : 2, meter: 1 }));
  run.add(event(4500, 'breaker.open'));
  run.add(done(5500));
  return run;
}

describe('decimate', () => {
  test('keeps the highest and the lowest value, however few points stay', () => {
    const times = Float64Array.from({ length: 10_000 }, (_, i) => i);
    const values = Float64Array.from({ length: 10_000 }, (_, i) => (i === 1234 ? 99 : i === 7777 ? -5 : 1));
    const points = decimate({ times, values }, 0, 10_000, 50);
    expect(points.length).toBeLessThanOrEqual(200);
    expect(points).toContainEqual({ x: 1234, y: 99 });
    expect(points).toContainEqual({ x: 7777, y: -5 });
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
  });

  test('leaves few points as they are, counted from the origin', () => {
    const series = { times: Float64Array.of(10, 20, 30), values: Float64Array.of(1, 2, 3) };
    expect(decimate(series, 15, 40, 10, 10)).toEqual([
      { x: 10, y: 2 },
      { x: 20, y: 3 },
    ]);
  });

  test('the line breaks where nothing was measured for longer than a block lasts', () => {
    const series = { times: Float64Array.of(0, 1000, 3500, 9000), values: Float64Array.of(1, 2, 3, 4) };
    const points = decimate(series, 0, 10_000, 100);
    expect(stretches(points).map((stretch) => stretch.map(({ x }) => x))).toEqual([[0, 1000, 3500], [9000]]);
  });

  test('it breaks sooner where a chart says so, for readings that were missed', () => {
    const series = { times: Float64Array.of(0, 500, 1500, 2000), values: Float64Array.of(1, 2, 3, 4) };
    const points = decimate(series, 0, 2000, 100, 0, 900);
    expect(stretches(points).map((stretch) => stretch.map(({ x }) => x))).toEqual([
      [0, 500],
      [1500, 2000],
    ]);
  });

  test('a value that holds stays until the next one, and over a break there is none', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 5, y: 9 },
      { x: 6, y: NaN },
      { x: 8, y: 2 },
    ];
    expect(steps(points)).toEqual([points[0], { x: 5, y: 1 }, ...points.slice(1)]);
  });

  test('a level stretch needs its two ends alone', () => {
    const points = [0, 1, 2, 3, 4].map((x) => ({ x, y: x === 4 ? 9 : 1 }));
    expect(withoutLevels(points).map(({ x }) => x)).toEqual([0, 3, 4]);
  });
});

describe('axes', () => {
  test('the marked value is round and not over the highest', () => {
    expect([812, 50, 1, 0.3, 4999].map(niceBelow)).toEqual([500, 50, 1, expect.closeTo(0.2), 4000]);
    expect(scaleFor(3, 100)).toEqual({ max: 108, tick: 100 });
    expect(scaleFor(0)).toEqual({ max: 1, tick: 1 });
  });

  test('times are whole seconds within the scenario', () => {
    expect(timeTicks(16_000)).toEqual([0, 4000, 8000, 12_000, 16_000]);
    expect(timeTicks(22_000)).toEqual([0, 4000, 8000, 12_000, 16_000, 20_000]);
  });
});

describe('a chart in words and figures', () => {
  test('a line chart names its peak, when, what it rests at, and the series that misses it', () => {
    expect(finding(delay, store())).toBe(
      'Watchdog peaks at 812 ms at 2.0 s, typically 2 ms; in-loop meter never above 1 ms.',
    );
    expect(finding(delay, createRunStore(labWith()))).toBe('Nothing was measured.');
  });

  test('a band names the states that it left its first one for', () => {
    expect(finding(breaker, store())).toBe('Open once, first at 4.0 s, 1.0 s in all.');
    expect(finding(breaker, createRunStore(labWith()))).toBe('Stays closed.');
  });

  test('the table has the highest of each second, so the peak is in it', () => {
    const { columns, rows } = table(delay, store());
    expect(columns).toEqual(['Second', 'watchdog', 'in-loop meter']);
    expect(rows).toEqual([
      ['0', '2', '1'],
      ['1', '2', '1'],
      ['2', '812', '1'],
      ['3', '2', '1'],
      ['4', '2', '1'],
    ]);
    expect(table(breaker, store()).rows.map((row) => row[1])).toEqual([
      'closed',
      'closed',
      'closed',
      'closed',
      'open',
    ]);
  });
});

describe('numbers and times that cannot be', () => {
  test('the largest number there is has an axis, and is written short', () => {
    const { max, tick } = scaleFor(Number.MAX_VALUE);
    expect(Number.isFinite(max)).toBe(true);
    expect(tick).toBe(1e308);
    expect(formatValue(Number.MAX_VALUE, 'ms')).toBe('1.8e308 ms');
  });

  test('a clock far in the future makes no table without an end', () => {
    const run = createRunStore(labWith());
    run.add(partStart(0, 'a'));
    run.add(sample(1e12, { watchdog: 1 }));
    expect(table(delay, run).rows.length).toBeLessThan(10_000);
  });

  test('a breaker that flaps ten thousand times is a picture of a few hundred parts', () => {
    const run = createRunStore(labWith());
    run.add(partStart(0, 'a'));
    for (let t = 0; t < 10_000; t += 1) run.add(event(t, t % 2 === 0 ? 'breaker.open' : 'breaker.close'));
    const svg = chartSvg(breaker, run, { duration: 10_000 });
    expect(svg.split('<rect').length).toBeLessThan(600);
    expect(svg.split('<rect').length).toBeGreaterThan(100);
  });
});

describe('a chart as SVG', () => {
  test('draws each series with its meaning, its dash and its peak, and is named by its finding', () => {
    const svg = chartSvg(delay, store(), { duration: 5000 });
    expect(svg).toContain('aria-label="Event-loop delay. Watchdog peaks at 812 ms at 2.0 s');
    expect(svg).toContain('class="line tone-delay dash-solid"');
    expect(svg).toContain('class="line tone-neutral dash-dashed"');
    // 812 of 877 on a plot 200 high.
    expect(svg).toContain('400,15');
    expect(svg.length).toBeLessThan(2000);
  });

  test('draws a series that holds its value in steps', () => {
    const held = { ...delay, series: delay.series.map((series) => ({ ...series, holds: true })) };
    const line = (chart: LineChart) =>
      /tone-delay[^>]* d="([^"]*)"/.exec(chartSvg(chart, store(), { duration: 5000 }))?.[1] ?? '';
    // Up and down at one place each, where the plain line slants.
    expect(line(delay)).not.toMatch(/400,200 400,15/);
    expect(line(held)).toMatch(/400,200 400,15/);
  });

  test('draws a band with the names of its states', () => {
    const svg = chartSvg(breaker, store(), { duration: 5000 });
    expect(svg).toContain('>closed</text>');
    expect(svg).toContain('class="span tone-bad" x="80%"');
    // "closed" has four fifths of the width, "open" one: its name needs a wider plot.
    expect(svg).toContain('class="from-8" x="8" y="50%" dominant-baseline="central">closed<');
    expect(svg).toContain('class="from-16" x="8" y="50%" dominant-baseline="central">open<');
  });

  test('what a lab calls its chart is text, not markup', () => {
    const svg = chartSvg({ ...breaker, title: '<script>"x"</script>' }, store(), { duration: 5000 });
    expect(svg).not.toContain('<script>');
  });
});
