import { useSignal } from '@preact/signals';
import type { EngineError } from '../../engines/engine.ts';
import type { Session } from '../state/session.ts';
import { saveBlob } from './save-file.ts';

interface HeapFilesProps {
  files: readonly string[];
  session: Session;
  isRecording: boolean;
}

/** The snapshots themselves, to be kept; a recording is too small for them. */
export function HeapFiles({ files, session, isRecording }: HeapFilesProps) {
  const fetching = useSignal<string | undefined>(undefined);
  const failure = useSignal<EngineError | undefined>(undefined);
  if (isRecording) {
    return (
      <p class="wb-hint">
        A recording carries no snapshots, only what they came to. Run the lab to get the two files.
      </p>
    );
  }
  const keep = async (name: string) => {
    fetching.value = name;
    failure.value = undefined;
    const file = await session.runner.file(name);
    if (file?.ok === true) saveBlob(name, file.content);
    else failure.value = file?.error;
    fetching.value = undefined;
  };
  return (
    <>
      <p class="wb-heap-files">
        <span>The snapshots, for the Memory panel of Chrome DevTools (Load):</span>
        {files.map((name) => (
          <button
            key={name}
            type="button"
            class="button small"
            disabled={fetching.value !== undefined}
            onClick={() => void keep(name)}
          >
            {fetching.value === name ? `Fetching ${name}…` : `Download ${name}`}
          </button>
        ))}
      </p>
      {failure.value && (
        <p class="wb-heap-problem" role="alert">
          {failure.value.message} {failure.value.next}
        </p>
      )}
    </>
  );
}
