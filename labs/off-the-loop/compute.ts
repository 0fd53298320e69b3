import express from 'express';
import { work } from '../kit/program.ts';

const app = express();

// The work as a service of its own. It has one thread, too.
app.get('/work', (request, response) => {
  const ms = Number(request.query['ms']);
  work(ms);
  response.json({ work: ms });
});

app.listen(Number(process.env['PORT'] ?? 3002), '127.0.0.1');
