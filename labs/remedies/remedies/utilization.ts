import type { RequestHandler } from 'express';
import { performance } from 'node:perf_hooks';

const WINDOW = 100;
const MOST = 0.9;
let before = performance.eventLoopUtilization();
let began = performance.now();
let utilization = 0;

// #region utilization
/** Turns requests away while the loop was busy for nine tenths of the last 100 ms. Asked at each request, it knows within a round. */
export const admit: RequestHandler = (_request, response, next) => {
  if (performance.now() - began >= WINDOW) {
    ({ utilization } = performance.eventLoopUtilization(before));
    before = performance.eventLoopUtilization();
    began = performance.now();
  }
  if (utilization > MOST) response.status(503).json({ error: 'busy' });
  else next();
};
// #endregion
