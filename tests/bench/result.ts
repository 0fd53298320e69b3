/** What a benchmark measured, with its goal, and in which words that is told. Pure. */
import { quantile, ratio } from './compare.ts';

/** Two things that were measured in turns; told is how much b is of a. */
export interface Comparison {
  /** What was done. */
  name: string;
  /** Of what was measured: `µs`. */
  unit: string;
  /** One value for each turn; lower is better. */
  a: number[];
  b: number[];
  /** The most that b may be of a; without it, the ratio is only told. */
  atMost?: number;
  why?: string;
}

/** One thing that stands by itself: bytes, frames a second. */
export interface Figure {
  name: string;
  unit: string;
  /** One value for each time that it was measured. */
  values: number[];
  /** The goal for the median; without one, the figure is only told. */
  atMost?: number;
  atLeast?: number;
  /** What a profile showed to keep it from its goal; told only where the goal is missed. */
  why?: string;
}

export type Result = Comparison | Figure;

export interface Told {
  name: string;
  /** `1.31`, or `12.4 ms`: a median. */
  median: string;
  /** Its quartiles: `1.22 to 1.38`. */
  spread: string;
  /** Of a comparison, the medians of both: `412 → 541 µs`. */
  from: string;
  /** `at most 1.5`; empty where there is none. */
  goal: string;
  word: 'met' | 'NOT MET' | '';
  /** Of what misses its goal, the cause; else empty. */
  why: string;
}

export function tell(result: Result): Told {
  const { name, unit } = result;
  const { median, low, high } = spread(result);
  const compared = 'a' in result;
  const write = compared ? (value: number) => value.toFixed(2) : readable;
  const goal = [
    ...(result.atMost === undefined ? [] : [`at most ${String(result.atMost)}`]),
    ...('atLeast' in result && result.atLeast !== undefined ? [`at least ${String(result.atLeast)}`] : []),
  ].join(', ');
  const short = goal !== '' && missed(result);
  return {
    name,
    median: compared ? write(median) : withUnit(write(median), unit),
    spread: `${write(low)} to ${write(high)}`,
    from: compared
      ? withUnit(`${readable(quantile(result.a, 0.5))} → ${readable(quantile(result.b, 0.5))}`, unit)
      : '',
    goal: goal === '' || compared ? goal : withUnit(goal, unit),
    word: goal === '' ? '' : short ? 'NOT MET' : 'met',
    why: short ? (result.why ?? '') : '',
  };
}

/** `1.31 (1.22 to 1.38)  412 → 541 µs  a call by http.get: at most 1.5, met` */
export function line(result: Result): string {
  const { name, median, spread, from, goal, word } = tell(result);
  const judged = goal === '' ? '' : `: ${goal}, ${word}`;
  return `${median} (${spread})  ${from === '' ? '' : `${from}  `}${name}${judged}`;
}

/** Whether there is a goal and the median is not within it. What could not be measured misses its goal. */
export function missed(result: Result): boolean {
  const { median } = spread(result);
  const atLeast = 'atLeast' in result ? result.atLeast : undefined;
  const under = result.atMost === undefined || median <= result.atMost;
  const over = atLeast === undefined || median >= atLeast;
  return !(under && over);
}

function spread(result: Result): { median: number; low: number; high: number } {
  if ('a' in result) return ratio(result.a, result.b);
  const at = (share: number) => quantile(result.values, share);
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

/** Three digits that say something: `0.12`, `4.56`, `45.6`, `456`; counts as they are. */
function readable(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}
