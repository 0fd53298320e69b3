import { readProgress } from '../../course/progress.ts';
import { readRegion } from './regions.ts';

/** Shows each region as the learner left it, without an editor. */
export function showSaved(regions: Iterable<HTMLElement>): void {
  const { edits } = readProgress();
  for (const region of regions) {
    const { lab = '', file = '', region: name = '' } = region.dataset;
    const text = edits[lab]?.[file];
    const place = region.querySelector<HTMLElement>('[data-code]');
    const code = place?.querySelector('code');
    const note = region.querySelector<HTMLElement>('[data-note]');
    if (text === undefined || !place || !code || !note) continue;
    const found = readRegion(text, name);
    place.hidden = !found.ok;
    note.hidden = found.ok;
    if (found.ok && code.textContent.trimEnd() !== found.text.trimEnd()) code.textContent = found.text;
    region.toggleAttribute('data-edited', true);
  }
}
