import { readRegion } from './regions.ts';

/** The static HTML of each region as the lab ships it, to go back to. */
const shipped = new WeakMap<Element, string>();

/**
 * Shows regions that have no editor as the learner left them: in plain text where they were changed.
 *
 * @param editOf a file's whole text where it was changed, else undefined
 */
export function showRegions(
  regions: Iterable<HTMLElement>,
  editOf: (lab: string, file: string) => string | undefined,
): void {
  for (const region of regions) {
    const { lab = '', file = '', region: name = '' } = region.dataset;
    const place = region.querySelector<HTMLElement>('[data-code]');
    const code = place?.querySelector('pre > code');
    const note = region.querySelector<HTMLElement>('[data-note]');
    if (!place || !code || !note) continue;
    if (!shipped.has(code)) shipped.set(code, code.innerHTML);

    const edit = editOf(lab, file);
    const found = edit === undefined ? undefined : readRegion(edit, name);
    place.hidden = found?.ok === false;
    note.hidden = found?.ok !== false;
    region.toggleAttribute('data-edited', edit !== undefined);
    const html = shipped.get(code) ?? '';
    if (!found) code.innerHTML = html;
    else if (found.ok && code.textContent !== found.text) {
      // An edit elsewhere in the file leaves this region its colours.
      code.innerHTML = html;
      if (code.textContent.trimEnd() !== found.text.trimEnd()) code.textContent = found.text;
    }
  }
}
