/** The words of the glossary in the lessons: each linked where it is used first, to where it is explained. */
import { formOf } from '../../src/course/first-uses.ts';
import { glossary } from '../../src/course/glossary.ts';
import { expectAccessible } from '../e2e/axe.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { lessons as all } from '../lessons.ts';

const lessons = all.filter(({ draft }) => !draft);

interface Prose {
  /** Texts of the running prose in their order; those of glossary links with where they lead. */
  texts: { text: string; href: string | undefined }[];
  /** Links to the glossary that stand where none should. */
  misplaced: string[];
}

/** Reads a lesson's running prose, as its page has it. */
function readProse([html, titles]: readonly [string, readonly string[]]): Prose {
  const NO_PROSE =
    'h1, h2, h3, h4, code, pre, figure, table, details, .predict, .sources, .bench, .lesson-head, .rule, .advice';
  const page = new DOMParser().parseFromString(html, 'text/html');
  const article = page.querySelector('article');
  const texts: Prose['texts'] = [];
  const walker = page.createTreeWalker(article ?? page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const above = node.parentElement;
    if (!above || above.closest(`${NO_PROSE}, script, style, noscript`)) continue;
    // A lesson that is named is no use of its words.
    if (titles.includes(above.closest('em')?.textContent ?? '')) continue;
    const link = above.closest('a');
    if (link && !link.matches('.term')) continue;
    texts.push({ text: node.textContent ?? '', href: link?.getAttribute('href') ?? undefined });
  }
  const misplaced = [...page.querySelectorAll('a.term')]
    .filter((link) => link.closest(NO_PROSE) ?? link.parentElement?.closest('a'))
    .map((link) => link.textContent);
  return { texts, misplaced };
}

test('each word that a lesson uses is linked once, at its first use, and nowhere else', async ({
  page,
  server,
}) => {
  await page.goto(server.page('/glossary/'));
  const titles = all.map(({ title }) => title);
  for (const { address, title } of lessons) {
    const html = await page.evaluate(async (path) => (await fetch(path)).text(), address);
    const { texts, misplaced } = await page.evaluate(readProse, [html, titles] as const);
    expect(misplaced, title).toEqual([]);
    const links = texts.filter(({ href }) => href !== undefined);
    expect(links.length, title).toBe(new Set(links.map(({ href }) => href)).size);
    for (const term of glossary) {
      const meant = term.meantIn?.some((id) => `/${id}/` === address) ?? true;
      const longer = glossary.filter(
        (other) =>
          other !== term &&
          other.forms.some((form) =>
            term.forms.some((own) => form.toLowerCase().includes(own.toLowerCase())),
          ),
      );
      // "Heap" in "heap snapshot" is no use of it.
      const isUse = (text: string): boolean =>
        formOf(term).test(
          longer.reduce((rest, other) => rest.replaceAll(new RegExp(formOf(other), 'giu'), '·'), text),
        );
      const first = meant ? texts.find(({ text }) => isUse(text)) : undefined;
      const linked = links.filter(({ href }) => href === `/glossary/#${term.id}`);
      expect(
        linked.map(({ text }) => text),
        `${title}: ${term.name}`,
      ).toEqual(first ? [first.text] : []);
      if (first) expect(first.href, `${title}: "${first.text}" before the link`).toBeDefined();
    }
  }
});

test('the glossary has a place for each word, leads to lessons that are there, and has nothing for axe to find', async ({
  page,
  server,
}) => {
  await page.goto(server.page('/event-loop/phases/'));
  await page.getByRole('link', { name: 'microtasks', exact: true }).click();
  await page.waitForURL(/\/glossary\/#microtask$/);
  await expect(page.getByRole('term').filter({ hasText: /^Microtask$/ })).toBeInViewport();
  await expect(page.getByRole('term')).toHaveCount(glossary.length);
  for (const { id } of glossary) await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
  const leads = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const addresses: (string | null)[] = lessons.map(({ address }) => address);
  expect(leads.length).toBeGreaterThan(20);
  expect(leads.filter((href) => !addresses.includes(href))).toEqual([]);
  await expectAccessible(page, 'glossary');
});
