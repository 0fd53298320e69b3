/** Where a run is shown while it goes on: a log of lines, and under it, in a terminal, a few that are redrawn. */
import type { WriteStream } from 'node:tty';

/** A picture a tenth of a second: fast enough to follow, slow enough to cost nothing. */
const REDRAW_MS = 100;
const ERASE_BELOW = '\u001b[0J';

export interface Screen {
  /** Adds a line to the log. */
  log: (line: string) => void;
  /** Takes the redrawn lines away and leaves the log. */
  close: () => void;
}

/** @param draw gives the lines to redraw, for a terminal of so many columns */
export function createScreen(output: WriteStream, draw: (columns: number) => string[]): Screen {
  if (!output.isTTY) {
    return { log: (line) => void output.write(`${line}\n`), close: () => undefined };
  }
  let drawn = 0;
  const erase = () => (drawn > 0 ? `\u001b[${String(drawn)}F${ERASE_BELOW}` : '');
  const redraw = (line?: string) => {
    const lines = draw(output.columns || 80);
    output.write(
      `${erase()}${line === undefined ? '' : `${line}\n`}${lines.map((one) => `${one}\n`).join('')}`,
    );
    drawn = lines.length;
  };
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    log: redraw,
    close() {
      clearInterval(timer);
      output.write(erase());
      drawn = 0;
    },
  };
}
