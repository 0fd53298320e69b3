import { EditorView } from '@codemirror/view';

/** The editor in the page's colours. Colours of code itself are classes, shared with static code. */
export const theme = EditorView.theme({
  '&': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: 'var(--text-xs)',
    blockSize: '100%',
  },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-code)',
    fontVariantLigatures: 'none',
    lineHeight: '1.6',
    overflow: 'auto',
  },
  '.cm-content': { padding: 'var(--space-2) 0', caretColor: 'var(--ink)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--link) 24%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.5rem', padding: '0 var(--space-2) 0 0' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-selectionMatch, .cm-searchMatch': { backgroundColor: 'var(--warning-ground)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--ink)', color: 'var(--paper)' },
  '.cm-changed-gutter': { inlineSize: '4px' },
  '.cm-changed-mark': { blockSize: '100%', inlineSize: '3px', backgroundColor: 'var(--warning)' },
  '.cm-removed-mark': { blockSize: '3px', inlineSize: '4px', backgroundColor: 'var(--bad)' },
  '.cm-error-line': { backgroundColor: 'var(--bad-ground)' },
  '.cm-error-note': {
    backgroundColor: 'var(--bad-ground)',
    color: 'var(--bad)',
    padding: '0 var(--space-3) var(--space-1)',
    fontFamily: 'var(--font-prose)',
    whiteSpace: 'pre-wrap',
  },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine': { backgroundColor: 'var(--good-ground)' },
  '&.cm-merge-b .cm-changedText, .cm-changedText': {
    background: 'none',
    textDecoration: 'none',
    boxShadow: 'inset 0 -2px var(--good)',
  },
  '.cm-deletedChunk': { backgroundColor: 'var(--bad-ground)' },
  '.cm-deletedChunk .cm-deletedText, .cm-deletedText': {
    background: 'none',
    textDecoration: 'none',
    boxShadow: 'inset 0 -2px var(--bad)',
  },
  '.cm-changeGutter': { inlineSize: '3px', padding: '0' },
  '.cm-changedLineGutter': { backgroundColor: 'var(--good)' },
  '.cm-deletedLineGutter': { backgroundColor: 'var(--bad)' },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋯"' },
  '.cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--muted)',
    fontFamily: 'var(--font-prose)',
    padding: '2px var(--space-3)',
  },
});
