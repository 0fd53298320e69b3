/** The workbench's buttons and its state, for keys that act from elsewhere in the page. */

const find = (selector: string): HTMLElement | null => document.querySelector(`[data-workbench] ${selector}`);

/** Run, or Stop in its place. */
export function pressRun(): void {
  find('.wb-actions .primary')?.click();
}

export function pressReset(): void {
  find('[data-wake="reset"]')?.click();
}

/** How far the run is: `Not running`, `12 s left`, `Finished`. */
export function runStatus(): string {
  const status = find('.wb-status');
  if (!status || status.dataset['phase'] === 'idle') return 'Not running';
  return status.textContent.trim();
}

/** Brings its tabs to the top of what scrolls. */
export function showTabs(): void {
  find('.wb-tabs')?.scrollIntoView({ block: 'start', behavior: 'instant' });
}
