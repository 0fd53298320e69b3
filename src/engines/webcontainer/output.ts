/** The two ways of a process in a container: what it prints, and what it is told. */
import type { WebContainerProcess } from '@webcontainer/api';

/** A process that is over is listened to until it has been silent for so long. */
const SILENT_MS = 200;

/**
 * What a process prints, standard error among it, until it is over. Whether its stream ends with it is
 * not known: silence after its exit ends this as well, and so does the signal.
 */
export async function* readOutput(
  { output, exit }: Pick<WebContainerProcess, 'output' | 'exit'>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const reader = output.getReader();
  const given = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  // A container that is torn down breaks off its processes: then that is the end.
  const over = exit.then(
    () => undefined,
    () => undefined,
  );
  while (!signal.aborted) {
    const next = await Promise.race([reader.read(), over.then(silence), given]);
    if (next === undefined || next.done) break;
    yield next.value;
  }
}

const silence = (): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(resolve, SILENT_MS, undefined);
  });

/**
 * Gives lines to a process. Those that are said in one turn of the page's loop go as one write: each is a message to
 * another page.
 */
export function createInput({ input }: Pick<WebContainerProcess, 'input'>): (line: string) => void {
  const writer = input.getWriter();
  let waiting = '';
  const write = (): void => {
    const text = waiting;
    waiting = '';
    // A process that is over hears nothing more: its records have ended, and say so.
    writer.write(text).catch(() => undefined);
  };
  return (line) => {
    if (waiting === '') setTimeout(write, 0);
    waiting += `${line}\n`;
  };
}
