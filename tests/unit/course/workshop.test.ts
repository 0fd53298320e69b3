/** The plans of the instructors' page add up, by the minutes that the lessons themselves say. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { plans, teaching, type WorkshopPlan } from '../../../src/course/workshop/plans.ts';
import { clock, planProblems, scheduleOf, type Teachable } from '../../../src/course/workshop/schedule.ts';
import { lessons } from '../../lessons.ts';

const minutesOf = (id: string): number => {
  const file = fileURLToPath(new URL(`../../../content/${id}.mdx`, import.meta.url));
  return Number(/^minutes: (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1]);
};
const all = new Map<string, Teachable & { draft: boolean }>(
  lessons.map(({ address, title, draft }) => {
    const id = address.slice(1, -1);
    return [id, { title, minutes: minutesOf(id), draft }];
  }),
);
const published = new Map([...all].filter(([, { draft }]) => !draft));
const named = [
  ...new Set(
    plans.flatMap(({ slots }) => slots.flatMap((slot) => (slot.kind === 'lesson' ? slot.lesson : []))),
  ),
];

describe.each(plans)('the plan “$title”', (plan) => {
  it('adds up, part by part and break by break', () => {
    expect(planProblems(plan, all, teaching)).toEqual([]);
  });

  it('fills its time with what is published, without a gap', () => {
    const { rows } = scheduleOf(plan, published, teaching);
    let at = 0;
    for (const row of rows) {
      expect(row.from, row.title).toBe(at);
      at += row.minutes;
    }
    expect(at).toBe(plan.minutes);
    expect(rows.flatMap(({ lesson }) => lesson ?? []).filter((id) => all.get(id)?.draft)).toEqual([]);
  });
});

it.for(named)('%s, which a plan names, is in the course, and published', (id, { skip }) => {
  expect(all.has(id), `${id} is no lesson`).toBe(true);
  skip(all.get(id)?.draft ?? false, 'in preparation: the page leaves it out');
});

it('nothing is said of how to teach a lesson that no plan has', () => {
  expect(Object.keys(teaching).filter((id) => !named.includes(id))).toEqual([]);
});

describe('a plan that is wrong', () => {
  const lesson = { kind: 'lesson', lesson: 'a/b' } as const;
  const talk = { kind: 'talk', minutes: 80, title: 'Talk', what: '' } as const;
  const course = new Map([['a/b', { title: 'B', minutes: 20 }]]);
  const parts = { 'a/b': [[20, 'All of it.']] } as const;
  const plan = (minutes: number, ...slots: WorkshopPlan['slots']): WorkshopPlan => ({
    id: 'x',
    title: 'X',
    about: '',
    minutes,
    slots,
  });

  it('says so', () => {
    expect(planProblems(plan(20, lesson), course, parts)).toEqual([]);
    expect(planProblems(plan(25, lesson), course, parts)).toEqual([
      'The plan “X” takes 20 minutes and says 25.',
    ]);
    expect(planProblems(plan(20, lesson), course, { 'a/b': [[19, '']] })).toEqual([
      'The parts of a/b take 19 minutes, the lesson says 20.',
    ]);
    expect(planProblems(plan(0, lesson), new Map(), parts)).toEqual(['a/b is no lesson of the course.']);
    expect(planProblems(plan(100, lesson, talk), course, parts)).toEqual([
      'The plan “X” goes on for 100 minutes without a break before or during Talk.',
    ]);
  });

  it('has no two breaks one after the other, where all between them is left out', () => {
    const rest = { kind: 'break', minutes: 10, title: 'Break', what: '' } as const;
    const { rows } = scheduleOf(plan(120, talk, rest, lesson, rest), new Map(), parts);
    expect(rows.map(({ minutes, kind }) => [minutes, kind])).toEqual([
      [80, 'talk'],
      [10, 'break'],
      [30, 'spare'],
    ]);
  });

  it('leaves out what is not published, keeps its length, and says what it left out', () => {
    const { rows, leftOut } = scheduleOf(plan(100, lesson, talk), new Map(), parts);
    expect(leftOut).toEqual(['a/b']);
    expect(rows.map(({ from, minutes, kind }) => [from, minutes, kind])).toEqual([
      [0, 80, 'talk'],
      [80, 20, 'spare'],
    ]);
  });
});

it('a time is hours and minutes from the beginning', () => {
  expect([0, 65, 450].map(clock)).toEqual(['0:00', '1:05', '7:30']);
});
