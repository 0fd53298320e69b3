import express from 'express';
import { startMeter } from './meter.ts';
import { startNodesMeters } from './meters.ts';
import { injectPressure } from './pressure.ts';

const app = express();

app.get('/api/data', (_request, response) => {
  response.json({ stock: 7 });
});

// #region start
startMeter(); // yours: it feeds the alarm
startNodesMeters(); // for comparison
injectPressure();
// #endregion
const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
server.keepAliveTimeout = 60_000; // clients keep their connections
