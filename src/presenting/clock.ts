/** Times as the notes' window shows them. */

const two = (count: number): string => String(count).padStart(2, '0');

/** `4:07`, `1:02:30`: how long something has taken. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60
    ? `${String(minutes)}:${rest}`
    : `${String(Math.floor(minutes / 60))}:${two(minutes % 60)}:${rest}`;
}

/** `09:05`, by the clock on the wall. */
export function timeOfDay(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
