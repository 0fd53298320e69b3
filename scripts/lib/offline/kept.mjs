// @ts-check
/**
 * What the service worker keeps: of every lesson the files of all pages, and those of its own lab.
 *
 * @typedef {{ build: string, base: string, pages: Record<string, string>, beside: string[], shared: string[], labs: Record<string, string[]>, search: string[] }} Kept
 *   `pages`: by address, the lab that it shows, or ''; `beside`: of those, the ones that every lesson opens;
 *   `shared`, `labs` (by name) and `search`: addresses of files
 * @typedef {{ file: string, sources: readonly string[] }} Built a file of the export, and what it was made of
 */

/** A path within a lab's folder; the kit is everybody's. */
const IN_LAB = /[\\/]labs[\\/]([a-z][a-z0-9-]*)[\\/]/;

/** The window with notes of a lesson that is presented. */
const BESIDE = ['presenter/'];

/** The one lab that a file belongs to; undefined if it is not one lab's. @param {Built} built */
function labOf({ sources }) {
  const labs = new Set(sources.map((source) => IN_LAB.exec(source.replaceAll('\0', ''))?.[1]));
  const [lab] = labs;
  return labs.size === 1 && lab !== 'kit' ? lab : undefined;
}

/**
 * @param {string} build
 * @param {string} base
 * @param {readonly { path: string, html: string }[]} pages
 * @param {readonly Built[]} built files that are named by their content
 * @param {readonly string[]} others
 * @param {readonly string[]} search
 * @returns {Kept}
 */
export function whatToKeep(build, base, pages, built, others, search) {
  /** @type {Record<string, string[]>} */
  const labs = {};
  const shared = others.map((file) => base + file);
  for (const one of built) {
    const lab = labOf(one);
    (lab === undefined ? shared : (labs[lab] ??= [])).push(base + one.file);
  }
  return {
    build,
    base,
    pages: Object.fromEntries(
      pages.map(({ path, html }) => [
        base + path,
        /data-workbench[^>]*data-lab="([^"]+)"|data-lab="([^"]+)"[^>]*data-workbench/
          .exec(html)
          ?.slice(1)
          .find(Boolean) ?? '',
      ]),
    ),
    beside: pages.filter(({ path }) => BESIDE.includes(path)).map(({ path }) => base + path),
    shared: shared.sort(),
    labs: Object.fromEntries(Object.entries(labs).map(([lab, files]) => [lab, files.sort()])),
    search: search.map((file) => base + file),
  };
}
