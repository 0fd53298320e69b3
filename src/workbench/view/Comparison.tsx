import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { createComparison } from '../code/editor.ts';
import type { LabFile } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';

interface ComparisonProps {
  session: Session;
  file: LabFile;
}

/** What the solution changes in a file as it stands now. It is downloaded when it is asked for. */
export function Comparison({ session, file }: ComparisonProps) {
  const { edits } = session;
  const box = useRef<HTMLDivElement>(null);
  const solution = useSignal<string | undefined>(undefined);
  const state = useSignal<'loading' | 'there' | 'none' | 'failed'>('loading');
  const mine = edits.changed.value.get(file.path) ?? edits.originals.get(file.path) ?? '';

  useEffect(() => {
    session.solution(file.path).then(
      (text) => {
        solution.value = text;
        state.value = text === undefined ? 'none' : 'there';
      },
      () => (state.value = 'failed'),
    );
  }, [session, file.path, solution, state]);
  useEffect(() => {
    if (!box.current || solution.value === undefined) return undefined;
    const comparison = createComparison(box.current, {
      file: file.path,
      label: `${file.path}: what the solution changes`,
      before: mine,
      after: solution.value,
    });
    return () => {
      comparison.destroy();
    };
  }, [file.path, mine, solution.value]);

  return (
    <>
      {state.value === 'none' && <p class="wb-hint">The solution leaves this file as it is.</p>}
      {state.value === 'failed' && (
        <p class="wb-hint">The solution could not be loaded. Check the connection, then try again.</p>
      )}
      <div class="wb-editor" ref={box} hidden={solution.value === undefined} />
      {solution.value !== undefined && (
        <p class="wb-editor-foot">
          {solution.value === mine ? 'Yours is the solution.' : 'Red goes, green comes.'}
          {file.editable && (
            <button
              type="button"
              class="button small"
              disabled={solution.value === mine}
              onClick={() => {
                if (solution.value !== undefined) edits.setText(file.path, solution.value);
              }}
            >
              Use the solution
            </button>
          )}
        </p>
      )}
    </>
  );
}
