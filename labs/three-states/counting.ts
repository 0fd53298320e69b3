/** Counts every event of the breaker, and every answer of the proxy by its status. */
import type { RequestHandler } from 'express';
import type CircuitBreaker from 'opossum';
import { happened, measured } from '../kit/program.ts';

export const EVENTS = [
  'fire',
  'success',
  'failure',
  'timeout',
  'reject',
  'fallback',
  'open',
  'halfOpen',
  'close',
  'semaphoreLocked',
  'cacheHit',
  'cacheMiss',
  'coalesceCacheHit',
  'coalesceCacheMiss',
  'shutdown',
] as const;
const MOVES: readonly string[] = ['open', 'halfOpen', 'close'];
const REPORT_EVERY_MS = 250;

/** How often each event has happened since the program began. */
export const counted: Record<string, number> = Object.fromEntries(EVENTS.map((name) => [name, 0]));
const answers: Record<string, number> = {};

export function countEvents(breaker: CircuitBreaker): void {
  for (const name of EVENTS) {
    breaker.on(name as 'open', () => {
      counted[name] = (counted[name] ?? 0) + 1;
      if (MOVES.includes(name)) happened(`breaker.${name}`);
    });
  }
}

export const countAnswers: RequestHandler = (request, response, next) => {
  response.once('finish', () => {
    if (!request.path.startsWith('/api/')) return;
    const name = `${request.path.slice('/api/'.length)}.${String(response.statusCode)}`;
    answers[name] = (answers[name] ?? 0) + 1;
  });
  next();
};

/** Reports the counts, and what the breaker's window says, four times a second. */
export function reportCounts(now: () => CircuitBreaker, threshold: () => number): void {
  setInterval(() => {
    const { failures, fires } = now().stats;
    const prefixed = (prefix: string, values: Record<string, number>) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
    measured({
      ...prefixed('breaker.count', counted),
      ...prefixed('answers', answers),
      'breaker.error.rate': fires === 0 ? 0 : (failures / fires) * 100,
      'breaker.error.threshold': threshold(),
    });
  }, REPORT_EVERY_MS).unref();
}
