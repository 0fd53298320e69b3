/** Draws readings in the terminal. */
import { NUMBERS, type Reading } from './reading.ts';

const STEPS = ' ▁▂▃▄▅▆▇█';
/** Readings that there is room for. */
export const COLUMNS = 60;

/** A row for each of the five numbers, the newest reading on the right, all to one scale. */
export function chart(readings: readonly Reading[]): string[] {
  const shown = readings.slice(-COLUMNS);
  const top = Math.max(...shown.map(({ rss }) => rss));
  return NUMBERS.map((name) => {
    const bars = shown.map((reading) => STEPS[Math.round((reading[name] / top) * (STEPS.length - 1))]);
    const now = shown.at(-1)?.[name] ?? 0;
    return `${name.padEnd(13)}${bars.join('').padStart(COLUMNS)} ${now.toFixed(1).padStart(7)} MB`;
  });
}
