/** CodeMirror, wrapped once: an editor of a text, and a comparison of two. Loaded when code is wanted. */
import { javascript } from '@codemirror/lang-javascript';
import { syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { Annotation, EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { basicSetup, minimalSetup } from 'codemirror';
import { changedLines } from './changed-lines.ts';
import { errorLines, setErrors } from './error-lines.ts';
import type { LineError } from './error-lines.ts';
import { languageOf } from './language.ts';
import { theme } from './theme.ts';

export type { LineError } from './error-lines.ts';

export interface Editor {
  /** Takes over a text that was changed elsewhere; the cursor stays where it can. */
  setText: (text: string) => void;
  setErrors: (errors: readonly LineError[]) => void;
  /** Scrolls to a line, counted from 1, and puts the cursor there. */
  reveal: (line: number) => void;
  focus: () => void;
  /** Ends the editor and gives its state, with its undo history. */
  destroy: () => EditorState;
}

export interface EditorOptions {
  file: string;
  /** The accessible name. */
  label: string;
  text: string;
  /** What changed lines are told from; left out, none are marked. */
  original?: string;
  editable: boolean;
  /** The number of the first line; left out, there are no line numbers and no panels. */
  firstLine?: number;
  onChange: (text: string) => void;
  /** A state that `destroy` gave, for the same file. */
  state?: EditorState | undefined;
}

/** Marks a change that came from elsewhere, so that it is not handed back. */
const fromElsewhere = Annotation.define<boolean>();

function common(file: string, label: string): Extension {
  return [
    /\.[jt]s$/.test(file) ? javascript({ typescript: file.endsWith('.ts') }) : languageOf(file),
    syntaxHighlighting(classHighlighter),
    theme,
    // Tab is left alone, so that it leaves the editor as it leaves any other field.
    EditorView.contentAttributes.of({
      'aria-label': label,
      // The scroller can be reached by Tab through it, also where it is read-only.
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
  ];
}

export function createEditor(parent: Element, options: EditorOptions): Editor {
  const { file, label, text, original, editable, firstLine, onChange } = options;
  const extensions: Extension[] = [
    firstLine === undefined ? minimalSetup : basicSetup,
    firstLine === undefined ? [] : lineNumbers({ formatNumber: (line) => String(line + firstLine - 1) }),
    common(file, label),
    errorLines(),
    original === undefined ? [] : changedLines(original),
    EditorState.readOnly.of(!editable),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      if (docChanged && !transactions.some((transaction) => transaction.annotation(fromElsewhere))) {
        onChange(state.doc.toString());
      }
    }),
  ];
  const view = new EditorView({
    parent,
    state: options.state ?? EditorState.create({ doc: text, extensions }),
  });

  const editor: Editor = {
    setText(next) {
      const now = view.state.doc.toString();
      if (now === next) return;
      view.dispatch({ changes: difference(now, next), annotations: fromElsewhere.of(true) });
    },
    setErrors(errors) {
      view.dispatch({ effects: setErrors.of(errors) });
    },
    reveal(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
    },
    focus() {
      view.focus();
    },
    destroy() {
      const { state } = view;
      view.destroy();
      return state;
    },
  };
  editor.setText(text);
  return editor;
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

export interface ComparisonOptions {
  file: string;
  label: string;
  before: string;
  after: string;
}

/** Shows what turns one text into another, line by line; for reading only. */
export function createComparison(
  parent: Element,
  { file, label, before, after }: ComparisonOptions,
): { destroy: () => void } {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: after,
      extensions: [
        lineNumbers(),
        common(file, label),
        EditorState.readOnly.of(true),
        unifiedMergeView({
          original: before,
          mergeControls: false,
          collapseUnchanged: { margin: 3, minSize: 6 },
        }),
      ],
    }),
  });
  return {
    destroy() {
      view.destroy();
    },
  };
}
