/** The lessons as their files say they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONTENT = fileURLToPath(new URL('../content/', import.meta.url));

export const lessons = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => {
    const text = readFileSync(join(CONTENT, file), 'utf8');
    const said = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1] ?? '';
    return {
      /** Where it stands in the course, as `/breakers/false-opens/`. */
      address: `/${file.replace(/\.mdx$/, '/')}`,
      title: said('title'),
      lab: said('lab'),
      /** In preparation: readers don't see it yet. */
      draft: said('status') !== 'ready',
    };
  });

/** Labs of lessons that are in preparation: `npm run prove` runs them, the tests do when they are ready. */
export const draftLabs = lessons.filter(({ draft }) => draft).map(({ lab }) => lab);

/** The files of tests that wait with their lesson: those of its name. */
export const testsOfDrafts = draftLabs.flatMap((lab) => [`**/${lab}.test.ts`, `**/${lab}-*.test.ts`]);
