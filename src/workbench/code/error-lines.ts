import { StateEffect, StateField } from '@codemirror/state';
import type { EditorState, Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';

/** What Node said of a line of this file; lines count from 1. */
export interface LineError {
  line: number;
  message: string;
}

export const setErrors = StateEffect.define<readonly LineError[]>();

class Note extends WidgetType {
  readonly message: string;
  constructor(message: string) {
    super();
    this.message = message;
  }
  override eq(other: Note) {
    return other.message === this.message;
  }
  override toDOM() {
    const note = document.createElement('div');
    note.className = 'cm-error-note';
    note.textContent = this.message;
    return note;
  }
}

function decorate(state: EditorState, errors: readonly LineError[]): DecorationSet {
  const ranges = errors.flatMap(({ line, message }) => {
    if (line < 1 || line > state.doc.lines) return [];
    const { from, to } = state.doc.line(line);
    return [
      Decoration.line({ class: 'cm-error-line' }).range(from),
      Decoration.widget({ widget: new Note(message), block: true, side: 1 }).range(to),
    ];
  });
  return Decoration.set(ranges, true);
}

/** Shows errors at their lines; they move with the text as it is edited. */
export function errorLines(): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(value, transaction) {
      for (const effect of transaction.effects) {
        if (effect.is(setErrors)) return decorate(transaction.state, effect.value);
      }
      return value.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}
