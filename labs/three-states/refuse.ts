import type { Response } from 'express';

/** Answers for a call that failed: 503 if the breaker is open, 504 if it took too long, else 502. */
export function refuse(response: Response, error: unknown): void {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const status = code === 'EOPENBREAKER' ? 503 : code === 'ETIMEDOUT' || name === 'TimeoutError' ? 504 : 502;
  response.status(status).json({ error: message });
}
