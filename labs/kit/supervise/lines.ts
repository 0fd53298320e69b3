/** Cuts a byte stream into lines of text: UTF-8 over chunk borders, long lines in pieces, the rest at the end. */
import { StringDecoder } from 'node:string_decoder';

export interface LineOptions {
  /** A line longer than this many characters comes in pieces, or not at all. */
  longest: number;
  /** A piece without a line break is handed out after this many ms: a prompt is seen. 0 never. */
  idleMs: number;
  /** With it, a line that is too long is given up, once for each; it gets the line's beginning. */
  onTooLong?: (beginning: string) => void;
}

const BEGINNING = 200;

export function readLines(
  stream: NodeJS.ReadableStream,
  options: LineOptions,
  onLine: (line: string) => void,
  onEnd?: () => void,
): void {
  const { longest, idleMs, onTooLong } = options;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let givenUp = false;
  let idle: NodeJS.Timeout | undefined;

  const handOut = (line: string): void => {
    if (line.length > longest && onTooLong) onTooLong(line.slice(0, BEGINNING));
    else for (const piece of pieces(line, longest)) onLine(piece.replace(/\r$/, ''));
  };
  const handOutRest = (): void => {
    const line = rest;
    rest = '';
    if (line !== '') handOut(line);
  };

  stream.on('data', (chunk: Buffer) => {
    clearTimeout(idle);
    const [end = '', ...lines] = decoder.write(chunk).split('\n');
    // Only added to: a line of many chunks is not copied again with each of them.
    if (!givenUp) rest += end;
    const last = lines.pop();
    if (last !== undefined) {
      if (!givenUp) handOut(rest);
      for (const line of lines) handOut(line);
      rest = last;
      givenUp = false;
    }
    if (rest.length > longest) {
      const whole = onTooLong ? [rest] : pieces(rest, longest);
      rest = onTooLong ? '' : (whole.pop() ?? '');
      givenUp = onTooLong !== undefined;
      for (const piece of whole) handOut(piece);
    }
    if (idleMs > 0 && rest !== '') idle = setTimeout(handOutRest, idleMs);
  });
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    clearTimeout(idle);
    if (!givenUp) rest += decoder.end();
    handOutRest();
    onEnd?.();
  };
  stream.on('end', end);
  stream.on('close', end);
  stream.on('error', end);
}

/** A line in pieces of at most so many characters, at least one; no cut goes through a pair of surrogates. */
function pieces(line: string, longest: number): string[] {
  const cut: string[] = [];
  let from = 0;
  do {
    let to = from + longest;
    if (to < line.length && /[\ud800-\udbff]/.test(line.charAt(to - 1))) to -= 1;
    cut.push(line.slice(from, to));
    from = to;
  } while (from < line.length);
  return cut;
}
