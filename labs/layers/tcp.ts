/** Plain TCP: it has never heard of HTTP, and says the same to whatever arrives. */
import { createServer } from 'node:net';
import { serve } from './serve.ts';

// #region tcp
const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"items":7}';
const server = createServer((socket) => {
  socket.on('data', () => socket.write(answer)).on('error', () => socket.destroy());
});
// #endregion

serve(server);
