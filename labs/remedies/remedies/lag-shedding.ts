import type { RequestHandler } from 'express';

const EVERY = 50;
let average = 0;
let due = performance.now() + EVERY;
setInterval(() => {
  const lag = Math.max(0, performance.now() - due);
  average += 0.1 * (lag - average);
  due = performance.now() + EVERY;
}, EVERY);

/** Turns requests away while the loop has been late, on a moving average. */
export const admit: RequestHandler = (_request, response, next) => {
  if (average > 70) response.status(503).json({ error: 'busy' });
  else next();
};
