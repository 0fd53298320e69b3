/** Reads a built site as files: what each page says of itself, and where its links lead. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

export interface BuiltPage {
  /** Its file within the site: `breakers/false-opens/index.html`. */
  file: string;
  title: string;
  /** Content of `<meta>`, by name or property. */
  meta: Record<string, string>;
  /** `href` of `<link>`, by its `rel`. */
  links: Record<string, string>;
  /** Addresses that it leads to or needs, as they are written. */
  addresses: string[];
  ids: string[];
  /** Ids that stand there more than once. */
  twice: string[];
}

/** Pages by others, which are copied as they are. */
const OTHERS = /^speedscope\//;

/** Every page of the site but those that are no page to look for. `page`: any, for its parser. */
export async function readSite(page: Page, site: string): Promise<BuiltPage[]> {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.html') && !OTHERS.test(file),
  );
  const pages: BuiltPage[] = [];
  for (const file of files.sort()) {
    const html = readFileSync(join(site, file), 'utf8');
    const read = await page.evaluate(parse, html);
    if (read.meta['robots'] !== 'noindex') pages.push({ file, ...read });
  }
  return pages;
}

/** In the page. */
function parse(html: string): Omit<BuiltPage, 'file'> {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector: string): Element[] => [...parsed.querySelectorAll(selector)];
  const entries = (selector: string, name: (element: Element) => string | null, value: string) =>
    Object.fromEntries(all(selector).map((one) => [name(one) ?? '', one.getAttribute(value) ?? '']));
  const ids = all('[id]').map(({ id }) => id);
  return {
    title: parsed.title,
    meta: entries('meta', (one) => one.getAttribute('name') ?? one.getAttribute('property'), 'content'),
    links: entries('link', (one) => one.getAttribute('rel'), 'href'),
    addresses: all('[href], [src]').map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''),
    ids,
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
  };
}

/**
 * Links within the site that lead nowhere: no such file, or no such place in the page.
 *
 * @param own the site's own address, with the path at which it begins: `http://site.test/under-load/`
 */
export function brokenLinks(pages: readonly BuiltPage[], site: string, own: string): string[] {
  const ids = new Map(pages.map((page) => [page.file, page.ids]));
  return pages.flatMap(({ file, addresses }) =>
    addresses.flatMap((written) => {
      const target = new URL(written, own + file.replace(/index\.html$/, ''));
      if (target.origin !== new URL(own).origin) return [];
      const found = target.href.startsWith(own)
        ? fileAt(site, target.pathname.slice(new URL(own).pathname.length))
        : undefined;
      const place = decodeURIComponent(target.hash.slice(1));
      const missing = found === undefined ? 'no such page' : 'no such place in it';
      const isThere = found !== undefined && (place === '' || (ids.get(found) ?? []).includes(place));
      return isThere ? [] : [`${file}: ${written} (${missing})`];
    }),
  );
}

/** The file that a host gives for a path. Without its last slash, a page is not there: it would be another address. */
function fileAt(site: string, path: string): string | undefined {
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const file = join(site, name);
  return existsSync(file) && statSync(file).isFile() ? name : undefined;
}
