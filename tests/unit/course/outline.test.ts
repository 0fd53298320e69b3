import { describe, expect, it } from 'vitest';
import { composeOutline, placeOf, writtenLessons } from '../../../src/course/outline.ts';
import type { LessonFile } from '../../../src/course/outline.ts';
import type { PlannedChapter } from '../../../src/course/plan.ts';

const plan: PlannedChapter[] = [
  {
    id: 'first',
    title: 'First',
    about: '',
    lessons: [
      { id: 'a', title: 'A', claim: 'planned' },
      { id: 'b', title: 'B', claim: 'planned' },
    ],
  },
  { id: 'second', title: 'Second', about: '', lessons: [{ id: 'c', title: 'C', claim: 'planned' }] },
];

function file(id: string, order: number, chapter = id.split('/')[0] ?? ''): LessonFile {
  const data = {
    title: id,
    chapter,
    order,
    minutes: 20,
    lab: 'lab',
    claim: 'written',
    description: '',
    status: 'ready' as const,
  };
  return { id, data };
}

describe('the outline', () => {
  it('lists every planned lesson, and tells the written ones from those in preparation', () => {
    const [first] = composeOutline([file('first/b', 2)], plan);
    expect(
      first?.lessons.map(({ id, order, claim, written }) => [id, order, claim, Boolean(written)]),
    ).toEqual([
      ['first/a', 1, 'planned', false],
      ['first/b', 2, 'written', true],
    ]);
  });

  it('leads from a lesson to the written ones before and after it, over planned ones and chapters', () => {
    const outline = composeOutline([file('first/a', 1), file('second/c', 1)], plan);
    expect(writtenLessons(outline).map(({ id }) => id)).toEqual(['first/a', 'second/c']);
    expect(placeOf(outline, 'first/a')).toMatchObject({ previous: undefined, next: { id: 'second/c' } });
    expect(placeOf(outline, 'second/c')).toMatchObject({ previous: { id: 'first/a' }, next: undefined });
    expect(placeOf(outline, 'second/c')?.chapter.title).toBe('Second');
    expect(placeOf(outline, 'first/z')).toBeUndefined();
  });

  it('stops the build, naming the file, where a lesson and the plan disagree', () => {
    expect(() => composeOutline([file('first/z', 1)], plan)).toThrow(
      /content\/first\/z\.mdx is not in the course/,
    );
    expect(() => composeOutline([file('first/b', 1)], plan)).toThrow(
      /content\/first\/b\.mdx says order 1.* it is 2/,
    );
    expect(() => composeOutline([file('first/a', 1, 'second')], plan)).toThrow(/says chapter "second"/);
  });
});

describe('what to read next', () => {
  const advising = (lesson: string): LessonFile => {
    const { id, data } = file('first/a', 1);
    return { id, data: { ...data, next: { lesson, why: 'Because.' } } };
  };
  const advised = (...files: LessonFile[]) => placeOf(composeOutline(files, plan), 'first/a')?.advised;

  it('is the lesson that this one names, with why, be it the next in order or not', () => {
    expect(advised(advising('second/c'), file('first/b', 2), file('second/c', 1))).toMatchObject({
      lesson: { id: 'second/c' },
      why: 'Because.',
    });
  });

  it('is nothing while that lesson is in preparation, or where none is named', () => {
    expect(advised(advising('second/c'), file('first/b', 2))).toBeUndefined();
    expect(advised(file('first/a', 1), file('first/b', 2))).toBeUndefined();
  });

  it('cannot be a lesson that the course does not have', () => {
    expect(() => advised(advising('first/z'))).toThrow('content/first/a.mdx says next "first/z"');
  });
});
