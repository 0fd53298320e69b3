import type CircuitBreaker from 'opossum';
import type { RequestHandler } from 'express';

/** What a remedy may change. Each is optional. */
export interface Remedy {
  /** Lets a request in, or turns it away. */
  admit?: RequestHandler;
  /** Does `ms` of work. */
  work?: (ms: number) => void | Promise<void>;
  /** Asks the backend, through `ask`. */
  call?: (ask: (signal?: AbortSignal) => Promise<unknown>) => Promise<unknown>;
  /** Options of the breaker in place of the usual ones. */
  options?: CircuitBreaker.Options;
  /** Another breaker. */
  breaker?: Breaker;
  /** Ms of processor time that other processes have used for it. */
  cpuElsewhere?: () => number;
}

/** As much of a breaker as the proxy needs. */
export interface Breaker {
  readonly opened: boolean;
  fire: () => Promise<unknown>;
  on: (event: 'open', listener: () => void) => unknown;
}
