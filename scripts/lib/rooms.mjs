// @ts-check
/**
 * Which room of the project may import from which: everything points downward, so that a lab runs
 * without the site, and the page knows an engine only by its contract. It is an ESLint rule.
 */
import { dirname, relative, resolve, sep } from 'node:path';

/** @typedef {{ folder: string, imports: string[] }} Room */

/**
 * A file's room is the first one whose folder holds it. A room may always import from itself.
 * `*` is everything.
 *
 * @type {Room[]}
 */
export const rooms = [
  { folder: 'labs/kit', imports: [] },
  { folder: 'labs', imports: ['labs/kit'] },
  { folder: 'src/course', imports: ['labs/kit'] },
  { folder: 'src/run', imports: ['labs/kit'] },
  { folder: 'src/engines', imports: ['labs/kit'] },
  { folder: 'src/server', imports: ['labs/kit'] },
  { folder: 'src/terminal', imports: ['labs/kit', 'src/run'] },
  { folder: 'src/workbench', imports: ['labs', 'labs/kit', 'src/engines', 'src/run', 'src/course'] },
  { folder: 'src', imports: ['labs/kit', 'src/course', 'src/engines', 'src/workbench'] },
  { folder: 'scripts', imports: ['*'] },
  { folder: 'tests', imports: ['*'] },
];

/**
 * @param {string} path relative to the repository, with `/`
 * @returns {Room | undefined}
 */
function roomOf(path) {
  return rooms.find((room) => path.startsWith(`${room.folder}/`));
}

/**
 * Why a file may not import another; undefined if it may. Two labs are two rooms.
 *
 * @param {string} from path of the importing file, relative to the repository, with `/`
 * @param {string} to path of the imported file
 * @returns {string | undefined}
 */
export function whyNot(from, to) {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (!here || here.imports.includes('*')) return undefined;
  if (here.folder === 'labs' && there?.folder === 'labs') {
    const [lab, other] = [from.split('/')[1], to.split('/')[1]];
    return lab === other ? undefined : `a lab stands alone: labs/${lab} may not import from labs/${other}`;
  }
  if (!there) return to.startsWith('..') ? `${to} is outside the project` : undefined;
  if (here === there || here.imports.includes(there.folder)) return undefined;
  const allowed = here.imports.length === 0 ? 'from itself and packages' : `from ${here.imports.join(', ')}`;
  return `${here.folder} may import only ${allowed}, not from ${there.folder}`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const downward = {
  meta: { type: 'problem', schema: [], messages: { upward: '{{why}} (see CONTRIBUTING.md, "Rooms").' } },
  create(context) {
    /** @param {import('eslint').Rule.Node} node */
    const judge = (node) => {
      const source = 'source' in node ? node.source : undefined;
      if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('.'))
        return;
      const file = context.filename;
      /** @param {string} path */
      const inside = (path) => relative(context.cwd, path).split(sep).join('/');
      const why = whyNot(inside(file), inside(resolve(dirname(file), source.value)));
      if (why) context.report({ node: source, messageId: 'upward', data: { why } });
    };
    return {
      ImportDeclaration: judge,
      ImportExpression: judge,
      ExportNamedDeclaration: judge,
      ExportAllDeclaration: judge,
    };
  },
};
