/** Addresses within the site, which may live under a sub-path. */

/** `/` or `/under-load/`: where the site begins. */
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** The address of a page or file of the site: `address('breakers/false-opens/')`. */
export function address(path = ''): string {
  return base + path;
}

/** The address of a lesson by its id. */
export function lessonAddress(id: string): string {
  return address(`${id}/`);
}
