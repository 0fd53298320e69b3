/** The places of a page that a script writes to, by their mark: `find('count="done"')` is `[data-count="done"]`. */

export function find(mark: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-${mark}]`);
}

export function write(mark: string, text: string): void {
  const place = find(mark);
  if (place) place.textContent = text;
}
