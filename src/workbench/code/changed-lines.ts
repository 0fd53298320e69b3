import { Chunk } from '@codemirror/merge';
import { RangeSetBuilder, StateField, Text } from '@codemirror/state';
import type { Extension, RangeSet } from '@codemirror/state';
import { GutterMarker, gutter } from '@codemirror/view';

class Mark extends GutterMarker {
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  override toDOM() {
    const mark = document.createElement('div');
    mark.className = this.name;
    return mark;
  }
}
const changed = new Mark('cm-changed-mark');
const removed = new Mark('cm-removed-mark');

function marks(original: Text, doc: Text): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>();
  for (const { fromB, endB } of Chunk.build(original, doc)) {
    if (fromB > doc.length) continue;
    if (fromB >= endB) {
      const { from } = doc.lineAt(fromB);
      builder.add(from, from, removed);
      continue;
    }
    for (let at = fromB; at <= Math.min(endB, doc.length); at = doc.lineAt(at).to + 1) {
      const { from } = doc.lineAt(at);
      builder.add(from, from, changed);
    }
  }
  return builder.finish();
}

/** How many lines of `text` differ from the original; a place where lines are missing counts as one. */
export function countChangedLines(original: string, text: string): number {
  if (original === text) return 0;
  const [before, after] = [Text.of(original.split('\n')), Text.of(text.split('\n'))];
  return marks(before, after).size;
}

/** A gutter that marks what differs from the text that the lab ships. */
export function changedLines(original: string): Extension {
  const before = Text.of(original.split('\n'));
  const field = StateField.define<RangeSet<GutterMarker>>({
    create: ({ doc }) => marks(before, doc),
    update: (value, transaction) => (transaction.docChanged ? marks(before, transaction.newDoc) : value),
  });
  return [field, gutter({ class: 'cm-changed-gutter', markers: ({ state }) => state.field(field) })];
}
