import { styleText } from 'node:util';

export type Paint = (as: 'good' | 'bad' | 'warning' | 'dim' | 'bold', text: string) => string;

const FORMATS = { good: 'green', bad: 'red', warning: 'yellow', dim: 'dim', bold: 'bold' } as const;

/** Colours for a terminal; none for a file, a pipe or who asked for none. */
export function painter(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const coloured = stream.isTTY === true && !env['NO_COLOR'];
  return (as, text) => (coloured ? styleText(FORMATS[as], text, { validateStream: false }) : text);
}

/** Text of a lab's program with everything taken out that could steer a terminal. */
export function harmless(text: string): string {
  return text.replace(
    /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(\u0007|\u001b\\)|[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '',
  );
}
