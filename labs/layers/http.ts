/** node:http: it reads the request, and writes the answer as HTTP wants it. */
import { createServer } from 'node:http';
import { serve } from './serve.ts';

// #region http
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"items":7}');
});
// #endregion

serve(server);
