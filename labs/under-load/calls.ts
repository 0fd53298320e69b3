import type CircuitBreaker from 'opossum';
import { happened, measured } from '../kit/program.ts';

const EVERY_MS = 250;

/** Reports the breaker's states, and how many calls it has seen: counted here, for reading `breaker.stats` is not free. */
export function reportCalls(breaker: CircuitBreaker): void {
  for (const name of ['open', 'halfOpen', 'close'] as const) {
    breaker.on(name as 'open', () => {
      happened(`breaker.${name}`);
    });
  }
  const counts = { fire: 0, failure: 0, reject: 0 };
  for (const name of ['fire', 'failure', 'reject'] as const) {
    breaker.on(name as 'open', () => {
      counts[name] += 1;
    });
  }
  setInterval(() => {
    measured({
      'breaker.calls': counts.fire - counts.reject, // those that it let through
      'breaker.failures': counts.failure,
    });
  }, EVERY_MS);
}
