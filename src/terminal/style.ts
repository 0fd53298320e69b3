import { styleText } from 'node:util';
import { plainText } from '../run/printed.ts';

export type Paint = (as: 'good' | 'bad' | 'warning' | 'dim' | 'bold', text: string) => string;

const FORMATS = { good: 'green', bad: 'red', warning: 'yellow', dim: 'dim', bold: 'bold' } as const;

/** Colours for a terminal; none for a file, a pipe or who asked for none. */
export function painter(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = stream.isTTY === true && !env['NO_COLOR'];
  return (as, text) => (coloured ? styleText(FORMATS[as], text, { validateStream: false }) : text);
}

/** Text of a lab's program on one line, with nothing in it that could steer a terminal, and nothing unseen. */
export function harmless(text: string): string {
  return plainText(text).replaceAll('\n', 'U+000A');
}
