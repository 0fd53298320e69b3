// @ts-check
import { stripTypeScriptTypes } from 'node:module';

/** `./proxy.ts` in quotes, wherever it stands: an import, a worker's address, an argument. */
const RELATIVE = /(['"`])(\.{1,2}\/[^'"`\n]*)\.ts\1/g;
/** `proxy.ts` in quotes: an argument of `spawn` or `join`. */
const BARE = /(['"`])([\w@-][\w@./-]*)\.ts\1/g;

/**
 * A program's text as JavaScript. Types become spaces and `.ts` becomes `.js`, so that nothing moves, and
 * an error's line is the line that a learner sees.
 *
 * @param {string} text TypeScript
 * @param {(name: string) => boolean} isFile whether a name in quotes is a file beside it, of which the program speaks
 */
export function toJavaScript(text, isFile) {
  return stripQuietly(text)
    .replace(RELATIVE, '$1$2.js$1')
    .replace(BARE, (quoted, /** @type {string} */ quote, /** @type {string} */ name) =>
      isFile(`${name}.ts`) ? `${quote}${name}.js${quote}` : quoted,
    );
}

/** Node calls this experimental, on standard error. @param {string} text */
function stripQuietly(text) {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}
