/** What stands at the top of a lesson's file, `content/<chapter>/<lesson>.mdx`. */
import { z } from 'astro/zod';

export const lessonSchema = z.strictObject({
  /** A few words, as in the outline: "False opens". */
  title: z.string().min(1).max(40),
  /** The chapter's folder name; it must be the folder that the file is in. */
  chapter: z.string(),
  /** The lesson's place in its chapter, counted from 1; it must be its place in the outline. */
  order: z.int().positive(),
  /** How long a learner takes who reads, predicts, runs and fixes. */
  minutes: z.int().positive(),
  /** The folder name under `labs/` of the experiment in this lesson. */
  lab: z.string(),
  /** The sentence that the lesson judges, without quotation marks. Shown wherever the lesson is listed. */
  claim: z.string(),
  /** One or two sentences for search engines and link previews. */
  description: z.string().max(200),
  /** What to read after it, and why, in a sentence for somebody who has just done this lesson. */
  next: z
    .strictObject({
      /** `breakers/remedies`: its place in the outline. */
      lesson: z.string(),
      why: z.string().min(1).max(180),
    })
    .optional(),
  /** `draft`: seen with `npm run dev` only, and listed as in preparation everywhere else. */
  status: z.enum(['draft', 'ready']),
});

export type LessonData = z.infer<typeof lessonSchema>;
