import type { Session } from '../state/session.ts';

/** After the last check: what to read next, and why. The page's own words, which stand at its end, too. */
export function Advice({ session: { lesson, progress, runner } }: { session: Session }) {
  const isDone = lesson !== undefined && progress.value?.done[lesson] !== undefined;
  if (!isDone || runner.phase.value.name !== 'ended') return null;
  const advice = document.querySelector('[data-advice]');
  const link = advice?.querySelector('a');
  if (!link) return null;
  return (
    <p class="wb-advice">
      This lesson is done. Next: <a href={link.href}>{link.textContent}</a>.{' '}
      {advice?.querySelector('span')?.textContent}
    </p>
  );
}
