/** The headers that every answer carries, a refusal too. */
import type { RequestHandler } from 'express';

/** Styles may be inline because the editor and the charts set them on elements; scripts may not. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Nothing is cached unless the route says otherwise. */
export const headers: RequestHandler = (_request, response, next) => {
  response.set(securityHeaders).set('cache-control', 'no-store');
  next();
};
