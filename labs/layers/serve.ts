/** A server that can be asked what processor time it has used, by the process that started it. */
import type { AddressInfo, Server } from 'node:net';

export function serve(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port });
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ microseconds: user + system });
  });
}
