import type { RequestHandler } from 'express';
import CircuitBreaker from 'opossum';
import { callBackend } from './stock.ts';

// #region uncivilized
/** One breaker for all requests: it remembers the calls before. */
const breaker = new CircuitBreaker(callBackend);

export const uncivilized: RequestHandler = async (_request, response) => {
  try {
    response.json(await breaker.fire());
  } catch {
    response.status(503).json({ error: 'no answer' });
  }
};
// #endregion
