import { useEffect, useRef } from 'preact/hooks';
import type { EditorState } from '@codemirror/state';
import type { LabFile } from '../../../labs/kit/manifest.ts';
import { plainText } from '../../run/printed.ts';
import { countChangedLines } from '../code/changed-lines.ts';
import { createEditor } from '../code/editor.ts';
import type { Editor, LineError } from '../code/editor.ts';
import { noticesOf } from '../state/session.ts';
import type { Session } from '../state/session.ts';
import { follow } from '../state/follow.ts';

/** Each file's state with its undo history, so that leaving a tab loses nothing. */
const states = new WeakMap<Session, Map<string, EditorState>>();

interface CodeEditorProps {
  session: Session;
  file: LabFile;
}

/** An editor of one file. Its text is the session's, as are the regions in the prose. */
export function CodeEditor({ session, file }: CodeEditorProps) {
  const { edits, place, runner } = session;
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>();
  const original = edits.originals.get(file.path) ?? '';
  const text = edits.changed.value.get(file.path) ?? original;
  const { line } = place.value;
  follow(runner.tick);
  const errors = errorsOf(session, file.path);
  const errorKey = errors.map((error) => `${String(error.line)} ${error.message}`).join('\n');

  useEffect(() => {
    if (!box.current) return undefined;
    const kept = states.get(session) ?? new Map<string, EditorState>();
    states.set(session, kept);
    const created = createEditor(box.current, {
      file: file.path,
      label: file.editable ? `${file.path}, press Tab to leave` : `${file.path}, read-only`,
      text: edits.text(file.path),
      original,
      editable: file.editable,
      firstLine: 1,
      onChange: (changed) => {
        edits.setText(file.path, changed);
      },
      state: kept.get(file.path),
    });
    editor.current = created;
    return () => {
      kept.set(file.path, created.destroy());
    };
  }, [session, file, edits, original]);

  useEffect(() => {
    // The text as it is now: keys may have been pressed since this was drawn.
    editor.current?.setText(edits.text(file.path));
  }, [text, edits, file.path]);
  useEffect(() => {
    editor.current?.setErrors(errorsOf(session, file.path));
  }, [errorKey, session, file.path]);
  useEffect(() => {
    if (line === undefined) return;
    editor.current?.reveal(line);
    editor.current?.focus();
  }, [line, place.value]);

  return (
    <>
      <div class="wb-editor" ref={box} />
      <p class="wb-editor-foot">
        {changedText(countChangedLines(original, text))}
        {file.editable && ' Tab leaves the editor.'}
      </p>
    </>
  );
}

function changedText(lines: number): string {
  if (lines === 0) return 'As the lab ships it.';
  return `${String(lines)} ${lines === 1 ? 'line' : 'lines'} changed.`;
}

function errorsOf(session: Session, path: string): LineError[] {
  return noticesOf(session).flatMap(({ level, file, line, message }) =>
    level === 'error' && file === path && line !== undefined ? [{ line, message: plainText(message) }] : [],
  );
}
