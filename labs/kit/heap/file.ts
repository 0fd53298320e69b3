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
  return { chunks: chunksOf(path), size };
}

/** Opened when it is read and not before: a file that nobody comes to read has nobody to hear its errors. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>;
}
