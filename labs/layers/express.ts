/** Express: routes, and everything that makes an answer complete. */
import express from 'express';
import { createServer } from 'node:http';
import { serve } from './serve.ts';

// #region express
const app = express();
app.get('/stock/:id', (_request, response) => {
  response.json({ items: 7 });
});
// #endregion

serve(createServer(app));
