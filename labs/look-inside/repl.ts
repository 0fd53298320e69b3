/** A prompt into a running program, for whoever may open a file of this user, and for nobody else. */
import { chmodSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { start } from 'node:repl';
import { happened } from '../kit/program.ts';

const ONLY_OWNER = 0o600;

// #region repl
/** Listens at a path. `names` is what is known at the prompt. Throws if `path` is a port. */
export async function openRepl(path: string, names: Record<string, unknown>): Promise<void> {
  if (/^(.*:)?\d+$/.test(path))
    throw new Error(
      `No prompt on a port (${path}): it asks for no password, and whoever reaches it runs what they like as this user. Give it a path.`,
    );
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    const prompt = start({ prompt: '> ', input: socket, output: socket, terminal: false });
    Object.assign(prompt.context, names);
    prompt.once('exit', () => socket.end());
    socket.on('error', () => prompt.close());
  });
  // From the first moment on nobody else may connect.
  const mask = process.umask(0o077);
  server.listen(path);
  await once(server, 'listening');
  process.umask(mask);
  chmodSync(path, ONLY_OWNER);
  happened('repl.open', { mode: (statSync(path).mode & 0o777).toString(8) });
}
// #endregion
