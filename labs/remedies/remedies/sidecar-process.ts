import express from 'express';
import CircuitBreaker from 'opossum';
import type { AddressInfo } from 'node:net';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';

async function callBackend(): Promise<unknown> {
  const response = await fetch(`${backend}/api/data`);
  return response.json();
}

const breaker = new CircuitBreaker(callBackend, {
  timeout: 500,
  errorThresholdPercentage: 50,
  resetTimeout: 5000,
});
const app = express();
app.get('/api/data', async (_request, response) => {
  try {
    response.json(await breaker.fire());
  } catch {
    response.status(503).json({ error: 'no answer' });
  }
});

breaker.on('open', () => process.send?.({ opened: true }));
breaker.on('close', () => process.send?.({ opened: false }));
setInterval(() => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000 });
}, 100);
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.once('disconnect', () => process.exit()); // its proxy is gone
