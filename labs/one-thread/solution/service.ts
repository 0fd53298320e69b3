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
const SLICE = 5; // rows, so 5 ms: the longest that others wait for one report

app.get('/report', async (_request, response) => {
  let sum = 0;
  for (let row = 0; row < ROWS; row += 1) {
    if (row > 0 && row % SLICE === 0) await nextRound(); // the loop reads its sockets, then goes on here
    sum += addUp(row);
  }
  response.json({ rows: ROWS, sum });
});
// #endregion

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
