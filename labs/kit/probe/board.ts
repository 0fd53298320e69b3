/** The shared memory between the program's thread and the watchdog: one number a slot. */

export const BEAT_EVERY_MS = 5;

const slots = ['beat', 'meter', 'histogramMax', 'histogramReads'] as const;
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
