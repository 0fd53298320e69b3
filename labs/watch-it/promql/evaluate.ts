/** What an expression is at a moment, from the samples that were scraped until then. */
import type { Labels } from './exposition.ts';
import { histogramQuantile, numbersOf, overRange, type Bucket } from './functions.ts';
import {
  parse,
  QueryProblem,
  type Aggregation,
  type Expression,
  type Grouping,
  type Operator,
} from './parse.ts';
import { keyOf, type SampleStore } from './store.ts';

export interface Point {
  labels: Labels;
  value: number;
}

type Value = { kind: 'scalar'; value: number } | { kind: 'vector'; points: Point[] };
export type QueryResult = { ok: true; points: Point[] } | { ok: false; message: string };

/** An expression that can be asked again and again, or what is wrong with it. */
export type Query =
  { ok: true; at: (store: SampleStore, t: number) => QueryResult } | { ok: false; message: string };

/** Reads an expression once. A number counts as a series without labels. `t` is in ms. */
export function query(text: string): Query {
  const expression = caught(() => parse(text));
  if (!expression.ok) return expression;
  return {
    ok: true,
    at: (store, t) => {
      const result = caught(() => evaluate(expression.value, { store, t }));
      if (!result.ok) return result;
      const { value } = result;
      return {
        ok: true,
        points: value.kind === 'vector' ? value.points : [{ labels: {}, value: value.value }],
      };
    },
  };
}

function caught<T>(compute: () => T): { ok: true; value: T } | { ok: false; message: string } {
  try {
    return { ok: true, value: compute() };
  } catch (error) {
    if (error instanceof QueryProblem) return { ok: false, message: error.message };
    throw error;
  }
}

interface Moment {
  store: SampleStore;
  t: number;
}

function evaluate(expression: Expression, moment: Moment): Value {
  switch (expression.kind) {
    case 'number':
      return { kind: 'scalar', value: expression.value };
    case 'selector':
      if (expression.rangeMs !== undefined) {
        throw new QueryProblem(
          `${expression.name}[…] is many values: it goes into rate(), max_over_time() or the like.`,
        );
      }
      return vector(moment.store.instant(expression.matchers, moment.t - expression.offsetMs));
    case 'negative': {
      const value = evaluate(expression.of, moment);
      if (value.kind === 'scalar') return { kind: 'scalar', value: -value.value };
      return vector(value.points.map((point) => ({ labels: nameless(point.labels), value: -point.value })));
    }
    case 'aggregate':
      return aggregate(expression.operation, expression.grouping, pointsOf(expression.of, moment));
    case 'call':
      return call(expression.name, expression.args, moment);
    case 'binary':
      return binary(expression, moment);
  }
}

const vector = (points: Point[]): Value => ({ kind: 'vector', points });

function nameless({ __name__: _, ...labels }: Labels): Labels {
  return labels;
}

function pointsOf(expression: Expression | undefined, moment: Moment): Point[] {
  const value = expression && evaluate(expression, moment);
  if (value?.kind !== 'vector') throw new QueryProblem('A metric is wanted where a number stands.');
  return value.points;
}

function numberOf(expression: Expression | undefined, moment: Moment): number {
  const value = expression && evaluate(expression, moment);
  if (value?.kind !== 'scalar') throw new QueryProblem('A number is wanted where a metric stands.');
  return value.value;
}

/** Labels that are left of a series by `by` or `on`, `without` or `ignoring`. */
function grouped(labels: Labels, { only, labels: names }: Grouping): Labels {
  const kept = Object.entries(nameless(labels)).filter(([name]) => names.includes(name) === only);
  return Object.fromEntries(kept);
}

const aggregates: Record<Aggregation, (values: number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  min: (values) => Math.min(...numbersOf(values)),
  max: (values) => Math.max(...numbersOf(values)),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  count: (values) => values.length,
};

function aggregate(operation: Aggregation, grouping: Grouping, points: Point[]): Value {
  const groups = new Map<string, { labels: Labels; values: number[] }>();
  for (const { labels, value } of points) {
    const group = grouped(labels, grouping);
    const key = keyOf(group);
    const { values } = groups.get(key) ?? { values: [] };
    groups.set(key, { labels: group, values: [...values, value] });
  }
  return vector(
    [...groups.values()].map(({ labels, values }) => ({ labels, value: aggregates[operation](values) })),
  );
}

function call(name: string, args: Expression[], moment: Moment): Value {
  const compute = overRange[name];
  if (compute) {
    const [of] = args;
    if (of?.kind !== 'selector' || of.rangeMs === undefined) {
      throw new QueryProblem(`${name}() needs a metric with a range, as in ${name}(metric[5s]).`);
    }
    const to = moment.t - of.offsetMs;
    const from = to - of.rangeMs;
    const keepsName = name === 'last_over_time';
    return vector(
      moment.store.range(of.matchers, from, to).flatMap(({ labels, samples }) => {
        const value = compute(samples, from, to);
        return value === undefined ? [] : [{ labels: keepsName ? labels : nameless(labels), value }];
      }),
    );
  }
  switch (name) {
    case 'histogram_quantile':
      return quantiles(numberOf(args[0], moment), pointsOf(args[1], moment));
    case 'vector':
      return vector([{ labels: {}, value: numberOf(args[0], moment) }]);
    case 'time':
      return { kind: 'scalar', value: moment.t / 1000 };
    case 'absent':
      return vector(pointsOf(args[0], moment).length === 0 ? [{ labels: {}, value: 1 }] : []);
    case 'abs':
      return vector(
        pointsOf(args[0], moment).map(({ labels, value }) => ({
          labels: nameless(labels),
          value: Math.abs(value),
        })),
      );
    default:
      throw new QueryProblem(`${name}() is not known here. Prometheus itself may know it.`);
  }
}

function quantiles(quantile: number, points: Point[]): Value {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of points) {
    const { le, ...others } = nameless(labels);
    if (le === undefined) continue;
    const key = keyOf(others);
    const histogram = histograms.get(key) ?? { labels: others, buckets: [] };
    histogram.buckets.push({ le: le === '+Inf' ? Infinity : Number(le), count: value });
    histograms.set(key, histogram);
  }
  return vector(
    [...histograms.values()].map(({ labels, buckets }) => ({
      labels,
      value: histogramQuantile(quantile, buckets),
    })),
  );
}

type SetOperator = 'and' | 'or' | 'unless';
const arithmetic: Partial<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};
const comparisons: Partial<Record<Operator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

function binary(
  { operator, bool, matching, left, right }: Expression & { kind: 'binary' },
  moment: Moment,
): Value {
  const compare = comparisons[operator];
  if (operator === 'and' || operator === 'or' || operator === 'unless') {
    return setOperation(operator, matching, pointsOf(left, moment), pointsOf(right, moment));
  }
  const [a, b] = [evaluate(left, moment), evaluate(right, moment)];
  /** Undefined where a comparison drops the point. */
  const compute = (x: number, y: number, kept: number): number | undefined => {
    if (!compare) return arithmetic[operator]?.(x, y);
    const holds = compare(x, y);
    if (bool) return Number(holds);
    return holds ? kept : undefined;
  };
  const keepsName = compare !== undefined && !bool;
  const point = (labels: Labels, value: number | undefined): Point[] =>
    value === undefined ? [] : [{ labels: keepsName ? labels : nameless(labels), value }];

  if (a.kind === 'scalar' && b.kind === 'scalar') {
    if (keepsName) throw new QueryProblem(`Two numbers are compared by ${operator} bool.`);
    return { kind: 'scalar', value: compute(a.value, b.value, a.value) ?? NaN };
  }
  if (b.kind === 'scalar') {
    const { points } = a as Value & { kind: 'vector' };
    return vector(points.flatMap(({ labels, value }) => point(labels, compute(value, b.value, value))));
  }
  if (a.kind === 'scalar') {
    return vector(b.points.flatMap(({ labels, value }) => point(labels, compute(a.value, value, value))));
  }
  const partners = new Map<string, number>();
  for (const { labels, value } of b.points) {
    const key = keyOf(grouped(labels, matching ?? ALL));
    if (partners.has(key)) throw several('right', operator);
    partners.set(key, value);
  }
  const matched = new Set<string>();
  return vector(
    a.points.flatMap(({ labels, value }) => {
      const own = grouped(labels, matching ?? ALL);
      const key = keyOf(own);
      const partner = partners.get(key);
      if (partner === undefined) return [];
      const result = compute(value, partner, value);
      if (result === undefined) return [];
      if (matched.has(key)) throw several('left', operator);
      matched.add(key);
      // A comparison keeps the name, unless `on` has chosen the labels.
      return point(keepsName && !matching?.only ? { ...own, ...named(labels) } : own, result);
    }),
  );
}

const ALL: Grouping = { only: false, labels: [] };
const named = ({ __name__: name }: Labels): Labels => (name === undefined ? {} : { __name__: name });

function several(side: 'left' | 'right', operator: string): QueryProblem {
  return new QueryProblem(
    `Several series on the ${side} of ${operator} have the same labels, so it is not clear which of them is meant. sum() or max() makes one of them.`,
  );
}

function setOperation(
  operator: SetOperator,
  matching: Grouping | undefined,
  left: Point[],
  right: Point[],
): Value {
  const key = ({ labels }: Point): string => keyOf(grouped(labels, matching ?? ALL));
  const inRight = new Set(right.map(key));
  if (operator === 'and') return vector(left.filter((point) => inRight.has(key(point))));
  if (operator === 'unless') return vector(left.filter((point) => !inRight.has(key(point))));
  const inLeft = new Set(left.map(key));
  return vector([...left, ...right.filter((point) => !inLeft.has(key(point)))]);
}
