/**
 * The built site. Its files are listed first and a path only ever chooses from the list, so that
 * nothing outside `dist` can be named, however the path is spelt.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export type Found =
  | { kind: 'file'; file: string; immutable: boolean }
  | { kind: 'redirect'; to: string }
  | { kind: 'missing'; page: string | undefined };

export interface Site {
  /** Looks up a path as it was sent, without its query. */
  find: (path: string) => Found;
}

/** Astro names these by their content. */
const NAMED_BY_CONTENT = '_astro/';

/** A path that is not in the list makes it anew, but not more often than this. */
const LISTED_FOR_MS = 1000;

export function openSite(root: string): Site {
  let files = list(root);
  let listedAt = performance.now();

  const lookUp = (name: string): Found | undefined => {
    const names = [name, `${name}.html`, ...(name === '' || name.endsWith('/') ? [`${name}index.html`] : [])];
    const file = names.find((one) => files.has(one));
    if (file !== undefined) return { kind: 'file', file, immutable: file.startsWith(NAMED_BY_CONTENT) };
    return files.has(`${name}/index.html`) ? { kind: 'redirect', to: encodeURI(`/${name}/`) } : undefined;
  };

  return {
    find: (path) => {
      const name = decode(path)?.slice(1);
      const found = name === undefined ? undefined : lookUp(name);
      if (found) return found;
      if (performance.now() - listedAt > LISTED_FOR_MS) {
        files = list(root);
        listedAt = performance.now();
      }
      const page = files.has('404.html') ? '404.html' : undefined;
      return (name === undefined ? undefined : lookUp(name)) ?? { kind: 'missing', page };
    },
  };
}

function list(root: string): Set<string> {
  if (!existsSync(root)) return new Set(); // It is being built.
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // Not UTF-8: no file of ours is called so.
  }
}
