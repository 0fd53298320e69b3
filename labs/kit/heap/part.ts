/** How a value of the file is read: piece by piece, as its bytes come. */
export interface Part {
  /**
   * Reads on from `at`.
   *
   * @returns where it stopped: behind the value if that is `done`, else the chunk's end; -1 at a byte that
   *   cannot be there
   */
  push: (chunk: Uint8Array, at: number) => number;
  readonly done: boolean;
}

/** Bytes of JSON. */
export const BYTE = {
  quote: 0x22,
  comma: 0x2c,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** Space, tab, line feed, carriage return. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
