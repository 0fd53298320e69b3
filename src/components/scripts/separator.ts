/** The line between prose and workbench: dragged, or moved with the arrow keys, Home and End. In percent of the window. */
import { readProgress, updateProgress } from '../../course/progress.ts';

const STEP = 2;
const root = document.documentElement;
const separator = document.querySelector<HTMLElement>('[data-separator]');

if (separator) {
  const least = Number(separator.getAttribute('aria-valuemin'));
  const most = Number(separator.getAttribute('aria-valuemax'));
  /** Where it really is: the page keeps both sides wide enough to be used. */
  const measured = (): number => Math.round((separator.getBoundingClientRect().left / innerWidth) * 100);

  const share = (): number => readProgress().settings.separator ?? measured();

  const show = (percent: number): void => {
    root.style.setProperty('--separator', `${String(percent)}vw`);
    separator.setAttribute('aria-valuenow', String(percent));
  };
  const move = (percent: number, keep: boolean): void => {
    const wanted = Math.round(Math.min(most, Math.max(least, percent)));
    show(wanted);
    if (keep) {
      updateProgress((progress) => ({ ...progress, settings: { ...progress.settings, separator: wanted } }));
    }
  };

  separator.addEventListener('keydown', (event) => {
    const now = share();
    const target = { ArrowLeft: now - STEP, ArrowRight: now + STEP, Home: least, End: most }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target, true);
  });
  separator.addEventListener('pointerdown', (event) => {
    separator.setPointerCapture(event.pointerId);
    root.dataset['dragging'] = '';
  });
  separator.addEventListener('pointermove', (event) => {
    if ('dragging' in root.dataset) move((event.clientX / innerWidth) * 100, false);
  });
  separator.addEventListener('lostpointercapture', (event) => {
    delete root.dataset['dragging'];
    move((event.clientX / innerWidth) * 100, true);
  });

  // With the frame's own layout: to measure now would have the page laid out once more.
  requestAnimationFrame(() => {
    separator.setAttribute('aria-valuenow', String(share()));
  });
}
