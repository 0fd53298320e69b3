import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../state/session.ts';
import type { CodeEditor } from './CodeEditor.tsx';
import { Coded } from './Coded.tsx';
import type { Comparison } from './Comparison.tsx';

/** What needs the editor; downloaded when code is wanted. */
interface Views {
  CodeEditor: typeof CodeEditor;
  Comparison: typeof Comparison;
}

/** The lab's files: the editable ones first, what was changed marked, and the solution beside it. */
export function CodePanel({ session }: { session: Session }) {
  const { lab, edits, place } = session;
  const views = useSignal<Views | undefined>(undefined);
  const failed = useSignal(false);
  useEffect(() => {
    import('./code-views.ts').then(
      ({ CodeEditor, Comparison }) => (views.value = { CodeEditor, Comparison }),
      () => (failed.value = true),
    );
  }, [views, failed]);

  const files = [...lab.files].sort((a, b) => Number(b.editable) - Number(a.editable));
  const shown = files.find(({ path }) => path === place.value.file) ?? files[0];
  const isChanged = useComputed(() => edits.changed.value.has(place.value.file)).value;
  if (!shown) return <p class="wb-hint">This lab shows no files.</p>;
  const { diff } = place.value;

  return (
    <>
      <div class="wb-files" role="group" aria-label="Files">
        {files.map(({ path, editable }) => (
          <button
            key={path}
            type="button"
            class="wb-file"
            aria-pressed={path === shown.path}
            onClick={() => (place.value = { file: path, line: undefined, diff })}
          >
            {path}
            {!editable && <small>read-only</small>}
            {edits.changed.value.has(path) && <small class="is-changed">edited</small>}
          </button>
        ))}
      </div>
      <div class="wb-code-bar">
        <p class="wb-hint">
          <Coded text={shown.about} />
        </p>
        <button
          type="button"
          class="button small"
          aria-pressed={diff}
          onClick={() => (place.value = { ...place.value, file: shown.path, line: undefined, diff: !diff })}
        >
          Compare with the solution
        </button>
        <button
          type="button"
          class="button small"
          disabled={!isChanged}
          onClick={() => {
            edits.reset(shown.path);
          }}
        >
          Reset file
        </button>
        <button
          type="button"
          class="button small"
          disabled={edits.changed.value.size === 0}
          onClick={() => {
            edits.reset();
          }}
        >
          Reset all
        </button>
      </div>
      {failed.value && (
        <p class="wb-hint">The editor could not be loaded. Check the connection, then open this tab again.</p>
      )}
      {!views.value && !failed.value && <p class="wb-hint">Loading the editor…</p>}
      {views.value &&
        (diff ? (
          <views.value.Comparison key={`diff ${shown.path}`} session={session} file={shown} />
        ) : (
          <views.value.CodeEditor key={shown.path} session={session} file={shown} />
        ))}
    </>
  );
}
