import type { Ledger } from './ledger.ts';

export interface Settings {
  /** Requests per second. */
  rate: number;
  /** Connections, and so requests in flight, at most. */
  connections: number;
}

export interface Generator {
  set: (settings: Settings) => void;
  /** Sends no more. */
  stop: () => void;
}

export type StartGenerator = (url: URL, settings: Settings, ledger: Pick<Ledger, 'add'>) => Generator;
