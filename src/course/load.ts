/** The course, read from `content/` while the site is built. */
import { getCollection } from 'astro:content';
import type { CollectionEntry } from 'astro:content';
import { composeOutline } from './outline.ts';
import type { Chapter } from './outline.ts';

/** The lessons to build: drafts only while the site is being edited. */
export function lessonFiles(): Promise<CollectionEntry<'lessons'>[]> {
  return getCollection('lessons', ({ data }) => data.status === 'ready' || import.meta.env.DEV);
}

export async function loadOutline(): Promise<Chapter[]> {
  return composeOutline(await lessonFiles());
}
