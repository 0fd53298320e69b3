import express from 'express';
import { setImmediate as nextRound } from 'node:timers/promises';
import { watchLoop } from './lane.ts';
import { addUp, ROWS, wholeReport } from './report.ts';

const app = express();
app.use(watchLoop);

app.get('/fast', (_request, response) => {
  response.json({ stock: 7 });
});

app.get('/report', wholeReport); // answers in the part of the run that yours is compared with

// #region report
app.get('/report', async (_request, response) => {
  let sum = 0;
  for (let row = 0; row < ROWS; row += 1) {
    sum += addUp(row);
    await nextRound(); // the loop reads its sockets and answers, then goes on here
  }
  response.json({ rows: ROWS, sum });
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
