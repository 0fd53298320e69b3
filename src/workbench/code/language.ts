/** In which language a lab's file is written: for its colours, in the editor and in the static page alike. */
import { javascriptLanguage, typescriptLanguage } from '@codemirror/lang-javascript';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { StreamLanguage, type Language } from '@codemirror/language';

/** A configuration of HAProxy: sections that begin at the margin, comments, strings, numbers with units. */
const cfg = StreamLanguage.define<object>({
  name: 'cfg',
  token(stream) {
    const atMargin = stream.sol();
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return 'comment';
    if (stream.match(/"[^"]*"/)) return 'string';
    if (stream.match(/\d+(?:us|ms|s|m|h|d)?\b/)) return 'number';
    if (!stream.match(/[^\s"#]+/)) stream.next();
    return atMargin ? 'keyword' : null;
  },
});

export function languageOf(file: string): Language {
  if (file.endsWith('.cfg')) return cfg;
  if (/\.ya?ml$/.test(file)) return yamlLanguage;
  return file.endsWith('.ts') ? typescriptLanguage : javascriptLanguage;
}
