/** Your service: Express with what has gathered in it over the years. `/stock/:id` is asked for all day long. */
import express from 'express';
import { createServer } from 'node:http';
import { serve } from './serve.ts';
import { log, session } from './middleware.ts';

// #region yours
const app = express();
app.use(log);
app.use(session);
app.use(express.json());
app.use(express.urlencoded());
app.get('/account', (_request, response) => {
  response.json({ user: response.locals['user'] as unknown });
});

/** The one route that is hot goes past all of it. The others keep what they need. */
const server = createServer((request, response) => {
  if (request.method === 'GET' && request.url?.startsWith('/stock/'))
    response.setHeader('content-type', 'application/json').end('{"items":7}');
  else void app(request, response);
});
// #endregion

serve(server);
