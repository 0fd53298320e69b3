/** What went wrong, as a value: a code for programs, a sentence for a person, what to do next. */
import type { Response } from 'express';

export interface ServerError {
  status: number;
  code: string;
  message: string;
  next: string;
}

export function sendError(response: Response, { status, code, message, next }: ServerError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(status).json({ error: { code, message, next } });
}
