/** A heap snapshot on the disk of this machine, as something to read. For Node; the rest of this folder runs in a page too. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { HeapSource } from './read.ts';

const CHUNK = 1024 * 1024;

/** What can't be read says so when it is. */
export async function heapFile(path: string): Promise<HeapSource> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  return { chunks: createReadStream(path, { highWaterMark: CHUNK }), size };
}
