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

/** Where speedscope is, a page by others: see scripts/lib/speedscope.mjs. */
const FLAME_GRAPHS = '/speedscope/';

/**
 * It draws what the lesson's page hands to it and nothing else: it reads no address but `blob:`, and so
 * can ask nothing of the server, whatever it is made to do.
 */
export const flameGraphPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // its reader of C++ names is WebAssembly, part of its script
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  'connect-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the search is: see scripts/lib/search. */
const SEARCH = '/pagefind/';

/**
 * The search is WebAssembly. It runs in a worker, which goes by the policy of its own file: so only that file may
 * compile it, and no page may. A worker has no document, and this one no reason to ask another host.
 */
export const searchPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
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
export const headers: RequestHandler = (request, response, next) => {
  response.set(securityHeaders).set('cache-control', 'no-store');
  if (request.path.startsWith(FLAME_GRAPHS)) response.set('content-security-policy', flameGraphPolicy);
  if (request.path.startsWith(SEARCH)) response.set('content-security-policy', searchPolicy);
  next();
};
