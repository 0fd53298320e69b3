/** What many services do for each request, whether or not anybody needs it. */
import type { RequestHandler } from 'express';
import { createHmac, randomUUID } from 'node:crypto';

const secret = 'a secret of the service';

// #region middleware
/** Remembers the last requests, with an id for each. */
const lines: string[] = [];
export const log: RequestHandler = (request, response, next) => {
  const id = randomUUID();
  response.setHeader('x-request-id', id);
  response.once('finish', () => {
    lines.push(JSON.stringify({ id, method: request.method, url: request.url, headers: request.headers }));
    if (lines.length > 1000) lines.shift();
  });
  next();
};

/** Says who it is, by a signed cookie; a visitor without one gets one. */
export const session: RequestHandler = (request, response, next) => {
  const [user = 'visitor', signature] =
    /user=(\w+)\.(\w+)/.exec(request.headers.cookie ?? '')?.slice(1) ?? [];
  const right = createHmac('sha256', secret).update(user).digest('hex');
  response.locals['user'] = signature === right ? user : 'visitor';
  if (signature !== right) response.setHeader('set-cookie', `user=${user}.${right}; HttpOnly`);
  next();
};
// #endregion
