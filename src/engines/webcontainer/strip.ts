/**
 * Makes JavaScript of a learner's edits, line for line. In a WebContainer the labs lie as JavaScript:
 * whether its Node strips types is not known.
 */
import type { RunRequest } from '../../../labs/kit/messages.ts';

type Edits = NonNullable<RunRequest['edits']>;

/**
 * Edits as they can run. The library comes only when there is something for it to do.
 *
 * @param isFile whether the lab has a file of this name
 */
export async function stripEdits(edits: Edits, isFile: (name: string) => boolean): Promise<Edits> {
  if (!Object.keys(edits).some(isTypeScript)) return edits;
  const { transform } = await import('sucrase');
  const strip = (code: string): string => {
    try {
      return transform(code, {
        transforms: ['typescript'],
        disableESTransforms: true,
        keepUnusedImports: true,
      }).code;
    } catch (error) {
      return saying(error);
    }
  };
  return Object.fromEntries(
    Object.entries(edits).map(([name, code]) => [
      name,
      isTypeScript(name) ? withNamesHere(strip(code), isFile) : code,
    ]),
  );
}

const isTypeScript = (name: string): boolean => /\.[cm]?ts$/.test(name);

/** `./proxy.ts` in quotes, wherever it stands: an import, a worker's address, an argument. */
const RELATIVE = /(['"`])(\.{1,2}\/[^'"`\n]*)\.ts\1/g;
/** `proxy.ts` in quotes: an argument of `spawn` or `join`. */
const BARE = /(['"`])([\w@-][\w@./-]*)\.ts\1/g;

/** The labs' own files lie under names that end in `.js`: so they are called in what runs there. */
export function withNamesHere(code: string, isFile: (name: string) => boolean): string {
  return code
    .replace(RELATIVE, '$1$2.js$1')
    .replace(BARE, (quoted, quote: string, name: string) =>
      isFile(`${name}.ts`) ? `${quote}${name}.js${quote}` : quoted,
    );
}

/** Code that does not parse becomes code that says so in the same line, as Node says it of the file itself. */
function saying(error: unknown): string {
  const { line = 1 } = (error as { loc?: { line?: number } }).loc ?? {};
  const words = error instanceof Error ? error.message : String(error);
  return `${'\n'.repeat(line - 1)}throw new SyntaxError(${JSON.stringify(words)});\n`;
}
