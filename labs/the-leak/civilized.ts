import type { RequestHandler } from 'express';
import CircuitBreaker from 'opossum';
import { callBackend } from './stock.ts';

// #region civilized
/** A breaker for each request, shut down when it is answered. */
export const civilized: RequestHandler = async (_request, response) => {
  const breaker = new CircuitBreaker(callBackend);
  try {
    response.json(await breaker.fire());
  } catch {
    response.status(503).json({ error: 'no answer' });
  } finally {
    breaker.shutdown();
  }
};
// #endregion
