/** The lessons that are published, with what their labs need of a machine. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as v from 'valibot';
import type { Capability } from '../../../labs/kit/manifest.ts';
import { loadLab } from '../../../labs/kit/supervise/folder.ts';
import { plan } from '../../../src/course/plan.ts';
import { inRoot } from '../paths.mjs';

export interface NeedyLesson {
  /** `breakers/false-opens` */
  id: string;
  title: string;
  lab: string;
  needs: readonly Capability[];
}

const frontMatter = v.object({ title: v.string(), lab: v.string(), status: v.string() });

/** In the order of the course. Rejects where a lesson or its lab is broken. */
export async function publishedLessons(): Promise<NeedyLesson[]> {
  const ids = plan.flatMap((chapter) => chapter.lessons.map(({ id }) => `${chapter.id}/${id}`));
  const lessons = await Promise.all(
    ids.map(async (id): Promise<NeedyLesson[]> => {
      const file = inRoot('content', `${id}.mdx`);
      if (!existsSync(file)) return [];
      const [, top = ''] = readFileSync(file, 'utf8').split(/^---$/m);
      const { title, lab, status } = v.parse(frontMatter, parse(top));
      if (status !== 'ready') return [];
      return [{ id, title, lab, needs: (await loadLab(lab))?.needs ?? [] }];
    }),
  );
  return lessons.flat();
}
