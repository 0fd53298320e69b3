/** How long something takes, for somebody who plans a day: `2 h 25 min`, `40 min`. */
export function timeInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && `${String(hours)} h`, (rest > 0 || hours === 0) && `${String(rest)} min`];
  return parts.filter(Boolean).join(' ');
}
