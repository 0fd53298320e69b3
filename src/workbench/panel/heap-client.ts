/** The page's side of the thread that compares two heap snapshots. */
import type { Compared, ComparisonStep } from '../../../labs/kit/heap/compare.ts';

export interface ToHeapWorker {
  before: File;
  after: File;
}
export type FromHeapWorker =
  | { kind: 'progress'; step: ComparisonStep; share: number }
  | { kind: 'result'; result: Compared }
  | { kind: 'failed'; reason: string };

/** What came out, or why nothing did: the thread itself failed, mostly for want of memory. */
export type Outcome = { kind: 'result'; result: Compared } | { kind: 'failed'; reason: string };

export interface HeapWork {
  outcome: Promise<Outcome>;
  /** Ends the thread; `outcome` then never settles. */
  stop: () => void;
}

export function compareInWorker(
  files: ToHeapWorker,
  onProgress: (step: ComparisonStep, share: number) => void,
): HeapWork {
  const worker = new Worker(new URL('./heap-worker.ts', import.meta.url), { type: 'module' });
  const outcome = new Promise<Outcome>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FromHeapWorker>) => {
      if (data.kind === 'progress') onProgress(data.step, data.share);
      else resolve(data);
    });
    worker.addEventListener('error', ({ message }) => {
      resolve({ kind: 'failed', reason: message === '' ? 'the thread could not be started' : message });
    });
  });
  void outcome.then(() => {
    worker.terminate();
  });
  worker.postMessage(files);
  return {
    outcome,
    stop: () => {
      worker.terminate();
    },
  };
}
