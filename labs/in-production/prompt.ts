/** Two ways into the shop for its owner: the prompt at its socket, and the inspector on loopback. */
import { once } from 'node:events';
import { connect } from 'node:net';

/** Types a line at the prompt and gives what is printed; settles when there is a prompt again. */
export async function type(path: string, line: string): Promise<string> {
  const socket = connect(path).setEncoding('utf8');
  let printed = '';
  socket.on('data', (text: string) => (printed += text));
  while (!printed.endsWith('> ')) await once(socket, 'data');
  printed = '';
  socket.write(`${line}\n`);
  while (!printed.endsWith('> ')) await once(socket, 'data');
  socket.end();
  return printed.slice(0, -2).trim();
}

// #region inspector
/** Takes a snapshot as a debugger does. It comes over the connection: nothing is written where the shop runs. */
export async function snapshotBy(address: string): Promise<string> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const chunks: string[] = [];
  const done = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const { id, method, params } = JSON.parse(data) as {
        id?: number;
        method?: string;
        params?: { chunk: string };
      };
      if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params?.chunk ?? '');
      if (id === 1) resolve();
    });
  });
  socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.takeHeapSnapshot' }));
  await done;
  socket.close();
  return chunks.join('');
}
// #endregion
