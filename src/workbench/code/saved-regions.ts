import { readProgress } from '../../course/progress.ts';
import { showRegions } from './static-regions.ts';

/** Shows the regions of a page as the learner left them on an earlier visit. */
export function showSaved(regions: Iterable<HTMLElement>): void {
  const { edits } = readProgress();
  showRegions(regions, (lab, file) => edits[lab]?.[file]);
}
