/** A workshop's plan, minute by minute, and whether it adds up. */
import type { Part, Slot, WorkshopPlan } from './plans.ts';

/** What a plan needs to know of a lesson. */
export interface Teachable {
  title: string;
  minutes: number;
}

export interface Row {
  /** Minutes from the beginning. */
  from: number;
  minutes: number;
  kind: Slot['kind'] | 'spare';
  title: string;
  what: string;
  /** The lesson's id, if the row is one. */
  lesson?: string;
  parts: readonly Part[];
}
export interface Schedule {
  rows: readonly Row[];
  /** Ids of lessons that the plan has and that are not published. */
  leftOut: readonly string[];
}

/** Longer than that nobody sits: minutes. */
const MOST_WITHOUT_BREAK = 90;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * The plan with what is published. The time of a lesson that is not comes together at the end, so that the rest
 * keeps its minutes and the whole its length.
 *
 * @param published by id
 */
export function scheduleOf(
  plan: WorkshopPlan,
  published: ReadonlyMap<string, Teachable>,
  teaching: Readonly<Record<string, readonly Part[]>>,
): Schedule {
  const rows: Row[] = [];
  const leftOut: string[] = [];
  let from = 0;
  const add = (row: Omit<Row, 'from'>): void => {
    rows.push({ from, ...row });
    from += row.minutes;
  };
  for (const slot of plan.slots) {
    if (slot.kind !== 'lesson') {
      const { kind, minutes, title, what } = slot;
      // All that lay between two breaks is in preparation: one is enough.
      if (kind === 'break' && rows.at(-1)?.kind === 'break') continue;
      add({ kind, minutes, title, what, parts: [] });
      continue;
    }
    const { lesson } = slot;
    const found = published.get(lesson);
    if (!found) leftOut.push(lesson);
    else add({ kind: 'lesson', ...found, what: '', lesson, parts: teaching[lesson] ?? [] });
  }
  const spare = plan.minutes - from;
  if (spare > 0)
    add({
      kind: 'spare',
      minutes: spare,
      title: 'Time in hand',
      what: 'For another lesson of your choice, or to finish the exercises.',
      parts: [],
    });
  return { rows, leftOut };
}

/**
 * Everything about a plan that is not as it should be, in sentences.
 *
 * @param all lessons by id, published or not
 */
export function planProblems(
  plan: WorkshopPlan,
  all: ReadonlyMap<string, Teachable>,
  teaching: Readonly<Record<string, readonly Part[]>>,
): string[] {
  const problems: string[] = [];
  const minutesOf = (slot: Slot): number =>
    slot.kind === 'lesson' ? (all.get(slot.lesson)?.minutes ?? 0) : slot.minutes;
  for (const slot of plan.slots) {
    if (slot.kind !== 'lesson') continue;
    const { lesson } = slot;
    const parts = sum((teaching[lesson] ?? []).map(([minutes]) => minutes));
    if (!all.has(lesson)) problems.push(`${lesson} is no lesson of the course.`);
    else if (parts !== minutesOf(slot))
      problems.push(
        `The parts of ${lesson} take ${String(parts)} minutes, the lesson says ${String(minutesOf(slot))}.`,
      );
  }
  const total = sum(plan.slots.map(minutesOf));
  if (total !== plan.minutes)
    problems.push(
      `The plan “${plan.title}” takes ${String(total)} minutes and says ${String(plan.minutes)}.`,
    );
  let sitting = 0;
  for (const slot of plan.slots) {
    sitting = slot.kind === 'break' ? 0 : sitting + minutesOf(slot);
    if (sitting <= MOST_WITHOUT_BREAK) continue;
    problems.push(
      `The plan “${plan.title}” goes on for ${String(sitting)} minutes without a break before or during ${slot.kind === 'lesson' ? slot.lesson : slot.title}.`,
    );
    sitting = 0;
  }
  return problems;
}

/** `1:05`, hours and minutes from the beginning. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
}
