/** Numbers as the page and the terminal write them. */

/** From here on a number is written with an exponent: nothing that is measured is so large. */
const ASTRONOMIC = 1e15;

/** A value for a person: three figures at most. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= ASTRONOMIC) return value.toExponential(1).replace('.0', '').replace('+', '');
  if (size >= 10_000) return Math.round(value).toLocaleString('en-GB');
  if (size >= 10 || Number.isInteger(value)) return String(Math.round(value));
  const short = value.toFixed(size < 0.1 ? 2 : 1).replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

/** `518 ms`, `50/s`, `12`. */
export function formatValue(value: number, unit: string): string {
  const gap = unit === '' || unit.startsWith('/') || unit === '%' ? '' : ' ';
  return `${formatNumber(value)}${gap}${unit}`;
}

/** Milliseconds as seconds with one decimal: `11.2 s`. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `v24.21.0` as `24.21`. */
export function shortNodeVersion(version: string): string {
  return version.replace(/^v/, '').split('.').slice(0, 2).join('.');
}

/** An ISO date as `21 Nov 2026`, in UTC so that page and build agree; the text itself if it is no date. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A figure's text with its unit, where it ends in a number and does not have it yet: `3.2 s`. */
export function withUnit(value: string, unit: string): string {
  return unit === '' || value.endsWith(unit) || !/\d$/.test(value) ? value : `${value} ${unit}`;
}
