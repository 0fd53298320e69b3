import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:net';
import { report } from '../channel.ts';

/** Reports each port on which the program begins to listen: that is when it is ready. */
export function reportListening(): void {
  subscribe('tracing:net.server.listen:asyncEnd', (message) => {
    const address = (message as { server: Server }).server.address();
    if (address !== null && typeof address === 'object') report({ kind: 'listening', port: address.port });
  });
}
