/** A service that answers after 10 ms, and stands still for half a second now and then. */
import express from 'express';
import { setTimeout as query } from 'node:timers/promises';
import { block, happened, liveControls } from '../kit/program.ts';

const controls = liveControls({ stallMs: 500 });
const EVERY_MS = 2500;

const app = express();
// #region answer
app.get('/', async (_request, response) => {
  await query(10);
  response.send('Here you are.');
});
// #endregion
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');

setInterval(() => {
  happened('stall.start');
  block(controls.stallMs);
  happened('stall.end');
}, EVERY_MS);
