/** The shared memory between the program's thread and the watchdog: one number a slot, each written by one of them. */

/**
 * A block that begins between two beats is read up to so much too short. Each beat wakes a processor that rests, which
 * costs the program more than what it then does: so it is no quicker than the histograms of `loop.ts`, and after the
 * first block it wakes together with them.
 */
export const BEAT_EVERY_MS = 10;

/**
 * `beat`: when the loop came round last. `late`: how late it then was, at most since the watchdog looked.
 * `looks`: how often that has looked.
 */
const slots = ['beat', 'late', 'looks', 'meter', 'histogramMax', 'histogramReads'] as const;
export type Slot = (typeof slots)[number];
export type Board = Float64Array<SharedArrayBuffer>;

export function createBoard(): Board {
  return new Float64Array(new SharedArrayBuffer(slots.length * Float64Array.BYTES_PER_ELEMENT));
}

export function readSlot(board: Board, slot: Slot): number {
  return board[slots.indexOf(slot)] ?? 0;
}

export function writeSlot(board: Board, slot: Slot, value: number): void {
  board[slots.indexOf(slot)] = value;
}
