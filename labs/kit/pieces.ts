/**
 * How a long line goes over a channel that several threads write to. The kernel takes a long write in
 * parts, and puts what another thread writes between them; a short one it takes whole. So a long line
 * is written as pieces, each a short line of its own: `+WRITER …` of all but the last, `.WRITER …`.
 * Lines of JSON begin with neither.
 */

/** No write is longer. The socket that Node makes of a "pipe" takes 32 KiB at once on Linux. */
export const PIECE_BYTES = 16_384;
/** Writers whose lines are put together at one time. */
const MOST_WRITERS = 100;

/** The line in pieces, each with its line break; no cut goes through a character. */
export function cutLine(line: Uint8Array, writer: string): Buffer[] {
  const room = PIECE_BYTES - Buffer.byteLength(`+${writer} \n`);
  const pieces: Buffer[] = [];
  for (let from = 0; from < line.length;) {
    let to = Math.min(from + room, line.length);
    while (to < line.length && ((line[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    const sign = to < line.length ? '+' : '.';
    pieces.push(
      Buffer.concat([Buffer.from(`${sign}${writer} `), line.subarray(from, to), Buffer.from('\n')]),
    );
    from = to;
  }
  return pieces;
}

export interface Joiner {
  /** Gives the line that is complete with this one; undefined while one is not. What is no piece is complete. */
  join: (line: string) => string | undefined;
  /** The beginnings of lines whose last piece did not come. */
  rest: () => string[];
}

/** A line of more than `longest` characters is given up, once for each; `onTooLong` gets what there is of it. */
export function createJoiner(longest: number, onTooLong: (beginning: string) => void): Joiner {
  /** By writer; undefined is a line that was given up. */
  const begun = new Map<string, string | undefined>();
  return {
    join: (line) => {
      const [, sign, writer = '', piece = ''] = /^([+.])(\S{1,40}) (.*)$/s.exec(line) ?? [];
      if (sign === undefined || (!begun.has(writer) && begun.size === MOST_WRITERS)) return line;
      const before = begun.has(writer) ? begun.get(writer) : '';
      let whole = before === undefined ? undefined : before + piece;
      if (whole !== undefined && whole.length > longest) {
        onTooLong(whole);
        whole = undefined;
      }
      if (sign === '+') begun.set(writer, whole);
      else begun.delete(writer);
      return sign === '+' ? undefined : whole;
    },
    rest: () => [...begun.values()].filter((line) => line !== undefined),
  };
}
