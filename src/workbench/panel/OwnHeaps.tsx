import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { createHeapsLook } from '../state/heaps.ts';
import { compareInWorker } from './heap-client.ts';
import type { HeapWork, Outcome } from './heap-client.ts';
import { HeapProgress } from './HeapProgress.tsx';
import { HeapTable } from './HeapTable.tsx';

type Work = { kind: 'idle' } | { kind: 'going'; step: string; share: number } | Outcome;

/** Two snapshots of the reader's own, compared in the page. They are sent nowhere. */
export function OwnHeaps() {
  const before = useSignal<File | undefined>(undefined);
  const after = useSignal<File | undefined>(undefined);
  const work = useSignal<Work>({ kind: 'idle' });
  const look = useMemo(createHeapsLook, []);
  const going = useRef<HeapWork | undefined>(undefined);
  useEffect(() => () => going.current?.stop(), []);

  const compare = (first: File, second: File) => {
    work.value = { kind: 'going', step: 'reading the first', share: 0 };
    const started = compareInWorker({ before: first, after: second }, (step, share) => {
      if (going.current === started) work.value = { kind: 'going', step, share };
    });
    going.current = started;
    void started.outcome.then((outcome) => {
      if (going.current === started) work.value = outcome;
    });
  };
  const stop = () => {
    going.current?.stop();
    going.current = undefined;
    work.value = { kind: 'idle' };
  };

  const files = before.value && after.value ? ([before.value, after.value] as const) : undefined;
  return (
    <section class="wb-heap-form" aria-label="Two files of your own">
      <p class="wb-hint">
        Two .heapsnapshot files of one process, the earlier one first. They are read in this page and sent
        nowhere.
      </p>
      <Choose label="First snapshot" onFile={(file) => (before.value = file)} />
      <Choose label="Second snapshot" onFile={(file) => (after.value = file)} />
      <p>
        {work.value.kind === 'going' ? (
          <button type="button" class="button small" onClick={stop}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            class="button small"
            disabled={!files}
            onClick={() => {
              if (files) compare(...files);
            }}
          >
            Compare
          </button>
        )}
      </p>
      <div role="status">
        {work.value.kind === 'going' && <HeapProgress step={work.value.step} share={work.value.share} />}
        {work.value.kind === 'failed' && (
          <p class="wb-heap-problem">
            The comparison failed: {work.value.reason}. Close other tabs and try again, or open the files in
            Chrome DevTools.
          </p>
        )}
        {work.value.kind === 'result' && !work.value.result.ok && (
          <p class="wb-heap-problem">
            <strong>{work.value.result.which === 'first' ? 'First snapshot' : 'Second snapshot'}:</strong>{' '}
            {work.value.result.problem.message} {work.value.result.problem.next}
          </p>
        )}
      </div>
      {work.value.kind === 'result' && work.value.result.ok && (
        <HeapTable
          comparison={work.value.result.comparison}
          of="your own files"
          look={look}
          first={undefined}
          wake={() => undefined}
        />
      )}
    </section>
  );
}

function Choose({ label, onFile }: { label: string; onFile: (file: File | undefined) => void }) {
  const id = useId();
  return (
    <p class="wb-heap-choose">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept=".heapsnapshot,.heaptimeline"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0]);
        }}
      />
    </p>
  );
}
