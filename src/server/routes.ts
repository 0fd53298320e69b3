/**
 * Every route that the server has, and who may use it. The server is built from this table and from
 * nothing else, so a request that no line of it names is refused.
 */

/** `page`: the static site, which holds nothing secret. `token`: whoever has this start's token. */
export type Access = 'page' | 'token';

export interface Route {
  name: 'engine' | 'runs' | 'messages' | 'files' | 'site';
  method: 'GET' | 'POST';
  /** In Express's notation. */
  path: string;
  /** The same, for the gate, on the path as it was sent: nothing is decoded. */
  matches: RegExp;
  access: Access;
}

export const routes: readonly Route[] = [
  { name: 'engine', method: 'GET', path: '/api/engine', matches: /^\/api\/engine$/, access: 'token' },
  { name: 'runs', method: 'POST', path: '/api/runs', matches: /^\/api\/runs$/, access: 'token' },
  {
    name: 'messages',
    method: 'POST',
    path: '/api/runs/:id/messages',
    matches: /^\/api\/runs\/[\w-]+\/messages$/,
    access: 'token',
  },
  {
    name: 'files',
    method: 'GET',
    path: '/api/runs/:id/files/:name',
    // A name has no dot at an end and no two together, so it is no path.
    matches: /^\/api\/runs\/[\w-]+\/files\/[\w-]+(\.[\w-]+)*$/,
    access: 'token',
  },
  { name: 'site', method: 'GET', path: '/{*path}', matches: /^\/(?!api(\/|$))/i, access: 'page' },
];

/** The routes that a path has, whatever the method. */
export function routesAt(path: string, table: readonly Route[] = routes): Route[] {
  return table.filter((route) => route.matches.test(path));
}
