/** What a process that the server starts gets to see of the server's own environment: never the token. */
const KEPT = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'UNDER_LOAD_LABS'];

export function cleanEnvironment(from: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(KEPT.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
