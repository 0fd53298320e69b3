import type { RequestHandler } from 'express';

// #region admission
const MOST = 6;
let inFlight = 0;

/** Turns away whoever comes while six are being served: six times the work is less than the timeout. */
export const admit: RequestHandler = (_request, response, next) => {
  if (inFlight >= MOST) {
    response.status(503).json({ error: 'busy' });
    return;
  }
  inFlight += 1;
  response.once('close', () => (inFlight -= 1));
  next();
};
// #endregion
