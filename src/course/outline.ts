/** The course as it stands: the plan, and which of its lessons are written. */
import { plan as wholePlan } from './plan.ts';
import type { PlannedChapter } from './plan.ts';
import type { LessonData } from './schema.ts';

export interface Lesson {
  /** `breakers/false-opens`: its key in the learner's progress. */
  id: string;
  title: string;
  claim: string;
  /** Its place in the chapter, from 1. */
  order: number;
  /** What is written, or undefined while the lesson is in preparation: then nothing may link to it. */
  written: LessonData | undefined;
}
export interface Chapter {
  id: string;
  title: string;
  about: string;
  lessons: Lesson[];
}

/** A lesson's file as the content collection gives it. */
export interface LessonFile {
  /** `breakers/false-opens` */
  id: string;
  data: LessonData;
}

/**
 * Joins the plan with the lessons that are written.
 *
 * @throws Error naming the file and what to change, where a file and the plan disagree: the build
 * must not go on with a course that nobody planned.
 */
export function composeOutline(
  files: readonly LessonFile[],
  plan: readonly PlannedChapter[] = wholePlan,
): Chapter[] {
  const written = new Map(files.map((file) => [file.id, file.data]));
  const chapters = plan.map(({ lessons, ...chapter }) => ({
    ...chapter,
    lessons: lessons.map((lesson, index): Lesson => {
      const id = `${chapter.id}/${lesson.id}`;
      const data = written.get(id);
      written.delete(id);
      if (data) mustAgree(id, data, chapter.id, index + 1);
      return {
        ...lesson,
        id,
        order: index + 1,
        claim: data?.claim ?? lesson.claim,
        title: data?.title ?? lesson.title,
        written: data,
      };
    }),
  }));
  const [unplanned] = written.keys();
  if (unplanned !== undefined)
    throw new Error(`content/${unplanned}.mdx is not in the course. Add it to src/course/plan.ts.`);
  return chapters;
}

function mustAgree(id: string, data: LessonData, chapter: string, order: number) {
  if (data.chapter !== chapter)
    throw new Error(`content/${id}.mdx says chapter "${data.chapter}"; it is in the folder "${chapter}".`);
  if (data.order !== order)
    throw new Error(
      `content/${id}.mdx says order ${String(data.order)}; in src/course/plan.ts it is ${String(order)}.`,
    );
}

/** The lessons that can be opened, in the order of the course. */
export function writtenLessons(chapters: readonly Chapter[]): Lesson[] {
  return chapters.flatMap((chapter) => chapter.lessons.filter((lesson) => lesson.written));
}

/** What one lesson needs to know of its place in the course. */
export interface Place {
  chapter: Chapter;
  lesson: Lesson;
  /** The next written lesson before this one, in any chapter. */
  previous: Lesson | undefined;
  next: Lesson | undefined;
  /** What the lesson itself says to read next, and why; undefined while that is in preparation. */
  advised: Advice | undefined;
}
export interface Advice {
  lesson: Lesson;
  why: string;
}

/** Where a lesson stands, or undefined if the course has no such lesson. */
export function placeOf(chapters: readonly Chapter[], id: string): Place | undefined {
  const chapter = chapters.find(({ lessons }) => lessons.some((lesson) => lesson.id === id));
  const lesson = chapter?.lessons.find((each) => each.id === id);
  if (!chapter || !lesson) return undefined;
  const written = writtenLessons(chapters);
  const at = written.indexOf(lesson);
  const next = at < 0 ? undefined : written[at + 1];
  return { chapter, lesson, previous: written[at - 1], next, advised: adviceOf(chapters, lesson) };
}

/** @throws Error where a lesson names one that the course does not have. */
function adviceOf(chapters: readonly Chapter[], { id, written }: Lesson): Advice | undefined {
  if (!written?.next) return undefined;
  const { lesson: wanted, why } = written.next;
  const lesson = chapters.flatMap(({ lessons }) => lessons).find((each) => each.id === wanted);
  if (!lesson) throw new Error(`content/${id}.mdx says next "${wanted}", which is not in the course.`);
  return lesson.written && { lesson, why };
}
