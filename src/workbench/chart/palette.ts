/** The page's colours for a canvas, which knows no CSS variables. */
import type { Tone } from '../../../labs/kit/manifest.ts';

export interface Palette {
  tones: Record<Tone, string>;
  grid: string;
  recording: string;
  /** How much thicker than usual lines are. */
  stroke: number;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    tones: {
      good: read('--good'),
      warning: read('--warning'),
      bad: read('--bad'),
      delay: read('--delay'),
      link: read('--link'),
      neutral: read('--muted'),
    },
    grid: read('--line'),
    recording: read('--recording'),
    stroke: Number(read('--stroke')) || 1,
  };
}

/** Calls back when the page turns from light to dark, is presented, or back, until the function returned is called. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-presenting'],
  });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', listener);
  };
}
