/** Cuts a byte stream into lines of text: UTF-8 over chunk borders, long lines in pieces, the rest at the end. */
import { StringDecoder } from 'node:string_decoder';

export interface LineOptions {
  /** A line longer than this many characters comes in pieces. */
  longest: number;
  /** A piece without a line break is handed out after this many ms: a prompt is seen. 0 never. */
  idleMs: number;
}

export function readLines(
  stream: NodeJS.ReadableStream,
  options: LineOptions,
  onLine: (line: string) => void,
  onEnd?: () => void,
): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let idle: NodeJS.Timeout | undefined;

  const handOutRest = (): void => {
    if (rest === '') return;
    const line = rest;
    rest = '';
    onLine(line);
  };

  stream.on('data', (chunk: Buffer) => {
    clearTimeout(idle);
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      for (let from = 0; from === 0 || from < line.length; from += options.longest) {
        onLine(line.slice(from, from + options.longest).replace(/\r$/, ''));
      }
    }
    while (rest.length > options.longest) {
      onLine(rest.slice(0, options.longest));
      rest = rest.slice(options.longest);
    }
    if (options.idleMs > 0 && rest !== '') idle = setTimeout(handOutRest, options.idleMs);
  });
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    clearTimeout(idle);
    rest += decoder.end();
    handOutRest();
    onEnd?.();
  };
  stream.on('end', end);
  stream.on('close', end);
  stream.on('error', end);
}
