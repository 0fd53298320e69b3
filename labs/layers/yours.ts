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
app.get('/stock/:id', (_request, response) => {
  response.json({ items: 7 });
});
app.get('/account', (_request, response) => {
  response.json({ user: response.locals['user'] as unknown });
});

const server = createServer(app);
// #endregion

serve(server);
