/** Connections that wait: most of what a server has at any time. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { measured } from '../kit/program.ts';

const WANTED = 2000;
const { hostname, port } = new URL(process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000');

let open = 0;
for (let i = 0; i < WANTED; i += 1) {
  const socket = connect(Number(port), hostname);
  socket.on('close', () => (open -= 1)).on('error', () => undefined);
  await once(socket, 'connect').then(
    () => (open += 1),
    () => undefined,
  );
}
setInterval(() => {
  measured({ 'connections.open': open });
}, 250);
