/**
 * How a tab sees that another one has overwritten its change. Two tabs that write at the same moment both
 * start from the text before, and the second takes the first's change away without knowing of it. So each
 * writes into the text how many changes it has made, beside what it knows of the others: a text that knows
 * of fewer than a tab has made lacks the rest. Pure.
 */
import * as v from 'valibot';
import type { Progress } from './schema.ts';

/** How many changes the text has of each tab, by the tab's id; the tab that wrote last is last. */
export type Stamps = Readonly<Record<string, number>>;

/** More tabs than write within a few moments; those that have not written for long are forgotten. */
const MOST_TABS = 8;

const schema = v.object({ tabs: v.record(v.string(), v.number()) });

/** The stamps of a stored text; none where it has none. Never throws. */
export function readStamps(text: string): Stamps {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output.tabs : {};
  } catch {
    return {};
  }
}

/** The stamps after a tab's change. */
export function withStamp(stamps: Stamps, tab: string, count: number): Stamps {
  const others = Object.entries(stamps).filter(([id]) => id !== tab);
  return Object.fromEntries([...others.slice(1 - MOST_TABS), [tab, count]]);
}

/** The text that is stored. */
export function stampedText(progress: Progress, tabs: Stamps): string {
  return JSON.stringify({ ...progress, tabs });
}
