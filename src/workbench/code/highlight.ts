/** Code in colour for pages without an editor, by the same parser and classes as the editor's. */
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { escapeText } from '../../run/svg.ts';
import { languageOf } from './language.ts';

export function highlightedHtml(code: string, file: string): string {
  const { parser } = languageOf(file);
  let html = '';
  highlightCode(
    code,
    parser.parse(code),
    classHighlighter,
    (text, classes) => {
      html += classes === '' ? escapeText(text) : `<span class="${classes}">${escapeText(text)}</span>`;
    },
    () => {
      html += '\n';
    },
  );
  return html;
}
