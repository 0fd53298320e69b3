/** What a proxy tells the program that measures it: where it listens, each open, and what it has used so far. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Breaker } from './remedies/remedy.ts';

/** `at` is in ms, on a clock that two processes share. */
export type FromProxy =
  | { kind: 'listening'; at: number; port: number }
  | { kind: 'open'; at: number }
  /** `cpu` is the processor time of the whole process in ms, `good` how many answers were good. */
  | { kind: 'used'; at: number; cpu: number; good: number };

export const now = (): number => performance.timeOrigin + performance.now();

export function reportTo(
  parent: NodeJS.Process,
  server: Server,
  breaker: Breaker,
  cpuElsewhere = () => 0,
): void {
  const tell = (message: FromProxy): void => void parent.send?.(message);
  let good = 0;
  server.on('request', (_request, response) => {
    response.once('finish', () => {
      if (response.statusCode === 200) good += 1;
    });
  });
  breaker.on('open', () => tell({ kind: 'open', at: now() }));
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'used', at: now(), cpu: (user + system) / 1000 + cpuElsewhere(), good });
  }, 100).unref();
  server.once('listening', () => {
    tell({ kind: 'listening', at: now(), port: (server.address() as AddressInfo).port });
  });
  parent.once('disconnect', () => process.exit()); // nobody measures any more
}
