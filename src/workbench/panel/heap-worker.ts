/** Compares two heap snapshots in a thread of its own: the page goes on. */
import { compareHeaps } from '../../../labs/kit/heap/compare.ts';
import type { HeapSource } from '../../../labs/kit/heap/read.ts';
import type { FromHeapWorker, ToHeapWorker } from './heap-client.ts';

const tell = (message: FromHeapWorker): void => {
  postMessage(message);
};

function source(file: File): HeapSource {
  return { chunks: chunksOf(file.stream()), size: file.size };
}

/** A stream is not itself iterable in Safari. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

addEventListener('message', (event: MessageEvent<ToHeapWorker>) => {
  const { before, after } = event.data;
  let percent = -1;
  void compareHeaps(source(before), source(after), {
    onProgress: (step, share) => {
      // One message for each of thousands of chunks would keep the page busy.
      if (Math.floor(share * 100) === percent) return;
      percent = Math.floor(share * 100);
      tell({ kind: 'progress', step, share });
    },
  })
    .then((result) => {
      tell({ kind: 'result', result });
    })
    .catch((error: unknown) => {
      tell({ kind: 'failed', reason: String(error) });
    });
});
