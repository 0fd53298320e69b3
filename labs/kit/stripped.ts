/**
 * Where Node strips no types, the kit and the labs lie as JavaScript, line for line, under the names
 * that this gives them: `server.ts` is `server.js`. Manifests, edits and records go on saying `server.ts`.
 */
const stripped = import.meta.filename.endsWith('.js');

/** The name under which a file of the kit or of a lab lies here. */
export function nameHere(name: string, isStripped: boolean = stripped): string {
  return isStripped ? name.replace(/\.([cm]?)ts$/, '.$1js') : name;
}

/** Gives files below a folder the names that a learner knows, wherever a text has them. The folder ends in `/`. */
export function namesThere(text: string, folder: string, isStripped: boolean = stripped): string {
  if (!isStripped || !text.includes(folder)) return text;
  const [before = '', ...after] = text.split(folder);
  return [before, ...after.map((rest) => rest.replace(/^([\w./-]+)\.([cm]?)js\b/, '$1.$2ts'))].join(folder);
}
