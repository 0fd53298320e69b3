/** Words and links of every page stand apart: Astro drops a line break before a link. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, ROOT, test } from '../e2e/fixtures.ts';

test('no word runs into the link after it', () => {
  const dist = join(ROOT, 'dist');
  const pages = globSync('**/*.html', { cwd: dist });
  expect(pages.length).toBeGreaterThan(30);
  const glued = pages.flatMap((page) =>
    [
      ...readFileSync(join(dist, page), 'utf8').matchAll(/[\p{L}\d.,:;][^<>]{0,30}(?<!\s|[(“‘/–—-])<a /gu),
    ].map(([text]) => `${page}: ${text}`),
  );
  expect(glued).toEqual([]);
});
