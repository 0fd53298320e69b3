// @ts-check
/** Links the first use of each word of the glossary in a lesson's running prose. */
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readerOf } from '../../src/course/first-uses.ts';
import { glossary } from '../../src/course/glossary.ts';
import { plan } from '../../src/course/plan.ts';

/**
 * @typedef {{ type: string, tagName?: string, name?: string | null }} Node
 * @typedef {import('@astrojs/markdown-satteri').SatteriProcessorOptions} Options
 * @typedef {Exclude<NonNullable<Options['hastPlugins']>[number], false | null | undefined>} Plugin
 */

/** No running prose: headings, code, what is a link already, tables, and what is not the course's own voice or folded away. */
const NO_PROSE = new Set([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'code', 'pre', 'a', 'figure', 'table', 'summary'],
  ...['Claim', 'Predict', 'Hints', 'Hint', 'Notes', 'Sources', 'Region', 'Solution'],
]);
/** A lesson that is named is no use of its words. */
const TITLES = new Set(plan.flatMap(({ lessons }) => lessons.map(({ title }) => title)));

/** @param {URL | undefined} file `…/content/breakers/false-opens.mdx` */
function lessonOf(file) {
  if (!file) return '';
  const path = fileURLToPath(file);
  return `${basename(dirname(path))}/${basename(path, '.mdx')}`;
}

/**
 * A plugin of the Markdown processor.
 *
 * @param {string} base where the site begins
 * @returns {Plugin}
 */
export function glossaryLinks(base) {
  const page = `${base.replace(/\/?$/, '/')}glossary/`;
  return () => {
    /** @type {ReturnType<typeof readerOf> | undefined} */
    let read;
    return {
      name: 'glossary-links',
      text(node, context) {
        /** @type {Node & Parameters<typeof context.parent>[0] | undefined} */
        let above = context.parent(node);
        for (; above; above = context.parent(above)) {
          const { tagName, name } = /** @type {Node} */ (above);
          if (NO_PROSE.has(tagName ?? name ?? '')) return;
          if (tagName === 'em' && TITLES.has(context.textContent(above))) return;
        }
        read ??= readerOf(lessonOf(context.fileURL), glossary);
        const uses = read(node.value);
        if (!uses.some(({ term }) => term)) return;
        context.replaceNode(
          node,
          uses.map(({ text, term }) =>
            term
              ? {
                  type: 'element',
                  tagName: 'a',
                  properties: { className: ['term'], href: `${page}#${term.id}` },
                  children: [{ type: 'text', value: text }],
                }
              : { type: 'text', value: text },
          ),
        );
      },
    };
  };
}
