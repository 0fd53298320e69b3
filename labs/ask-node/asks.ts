/** Asks itself, once. */
import { createServer, get } from 'node:http';

const server = createServer((_request, response) => {
  response.end('hello');
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  get({ port, host: '127.0.0.1' }, (response) => {
    response.resume().once('end', () => server.close());
  });
});
