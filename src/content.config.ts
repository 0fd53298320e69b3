import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonSchema } from './course/schema.ts';

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './content', pattern: '*/*.mdx' }),
    schema: lessonSchema,
  }),
};
