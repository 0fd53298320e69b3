/** Pauses of the collector, and what of a request they are. Times are in ms. */

export const KINDS = ['minor', 'major', 'incremental', 'weakcb'] as const;
export type Kind = (typeof KINDS)[number];

export interface Time {
  from: number;
  to: number;
}
export interface Pause extends Time {
  kind: Kind;
}

/** Those that lie at least partly in a time, cut to it, in order. */
export function pausesIn<P extends Time>(pauses: readonly P[], { from, to }: Time): P[] {
  return pauses
    .filter((pause) => pause.to > from && pause.from < to)
    .map((pause) => ({ ...pause, from: Math.max(from, pause.from), to: Math.min(to, pause.to) }))
    .sort((a, b) => a.from - b.from);
}

/** How long they are together; what two of them share counts once. */
export function lengthOf(pauses: readonly Time[]): number {
  let [length, end] = [0, -Infinity];
  for (const { from, to } of pauses.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return length;
}
