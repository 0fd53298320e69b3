/** Finds where a program's own error is, in what Node printed of it. */

export interface Failure {
  message: string;
  file?: string;
  line?: number;
}

/** Reads the end of a program's standard error (paths shortened to the lab's own file names). */
export function readFailure(stderr: readonly string[], files: readonly string[]): Failure | undefined {
  const message = stderr.find((line) => /^(Uncaught )?([A-Za-z]*Error|AssertionError)\b.*:/.test(line));
  for (const text of stderr) {
    for (const match of text.matchAll(/([\w./-]+\.[cm]?[jt]s):(\d+)/g)) {
      const [, file, line] = match;
      if (file !== undefined && files.includes(file)) {
        return { message: message ?? 'It stopped with an error', file, line: Number(line) };
      }
    }
  }
  return message === undefined ? undefined : { message };
}
