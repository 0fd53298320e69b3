import type { RequestHandler } from 'express';
import CircuitBreaker from 'opossum';
import { callBackend } from './stock.ts';

// #region uncivilized
/** A breaker for each request. Then nobody refers to it. */
export const uncivilized: RequestHandler = async (_request, response) => {
  const breaker = new CircuitBreaker(callBackend);
  try {
    response.json(await breaker.fire());
  } catch {
    response.status(503).json({ error: 'no answer' });
  }
};
// #endregion
