/** Finds where a program's own error is, in what Node printed of it. */
import { nameHere } from '../stripped.ts';

export interface Failure {
  message: string;
  file?: string;
  line?: number;
}

/** What is known of the program that failed. */
export interface Failed {
  /** The lab's file with which the program starts. */
  main: string;
  /** Names of the lab's files. */
  files: readonly string[];
  /** The text of one of them, as it ran. */
  read: (file: string) => string;
}

/** Characters of a line that are looked at, and of a message that are kept: a line may be as long as it likes. */
const LOOKED_AT = 1000;
const MESSAGE = 400;

/** Reads the end of a program's standard error (paths shortened to the lab's own file names). */
export function readFailure(stderr: readonly string[], failed: Failed): Failure | undefined {
  const lines = stderr.map((line) => line.slice(0, LOOKED_AT));
  const message = lines
    .find((line) => /^(Uncaught )?([A-Za-z]*Error|AssertionError)\b.*:/.test(line))
    ?.slice(0, MESSAGE);
  for (const text of lines) {
    for (const match of text.matchAll(/([\w./-]+\.(?:[cm]?[jt]s|cfg|ya?ml)):(\d+)/g)) {
      const [, file, line] = match;
      if (file !== undefined && failed.files.includes(file)) {
        return { message: message ?? 'It stopped with an error', file, line: Number(line) };
      }
    }
  }
  return message === undefined ? undefined : { message, ...(findCause(message, failed) ?? {}) };
}

/** Two common errors come without a line of the program's own: it is looked for in the text. */
function findCause(
  message: string,
  { main, files, read }: Failed,
): Pick<Failure, 'file' | 'line'> | undefined {
  const missing = /Cannot find \w+ '([^']+)' imported from (\S+)/.exec(message);
  const [file, wanted] = missing
    ? [missing[2], missing[1]?.split('/').at(-1)]
    : [main, /\blisten (EADDRINUSE|EACCES)\b/.test(message) ? '.listen(' : undefined];
  if (file === undefined || wanted === undefined || !files.includes(file)) return undefined;
  const index = read(file)
    .split('\n')
    .findIndex((line) => line.includes(wanted) || line.includes(nameHere(wanted)));
  return index === -1 ? { file } : { file, line: index + 1 };
}
