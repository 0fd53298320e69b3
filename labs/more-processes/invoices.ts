/** The world outside: it sends an invoice each time it is asked, and three times it ends whoever asks. */
import express from 'express';
import { happened } from '../kit/program.ts';

const app = express();
const sent = new Map<string, number>();
const seen = new Set<string>();

/** At these invoices of a design its process is killed: before the invoice is sent, after it, before it. */
const CRASHES = [
  { at: 15, after: false },
  { at: 30, after: true },
  { at: 45, after: false },
];

// #region crash
app.post('/:design/:id', (request, response) => {
  const { design, id } = request.params;
  const count = (sent.get(design) ?? 0) + 1;
  sent.set(design, count);
  const crash = CRASHES.find(({ at }) => at === count);
  const kill = (): void => {
    happened('crash', { design, id, after: crash?.after });
    process.kill(Number(request.get('x-pid')), 'SIGKILL');
  };

  if (crash && !crash.after) {
    kill(); // In the middle of its job: nothing was sent.
    return;
  }
  // Whoever sends a key with the request gets one invoice for it, however often they ask.
  const key = request.get('idempotency-key');
  if (key === undefined || !seen.has(key)) happened('invoice', { design, id });
  if (key !== undefined) seen.add(key);
  if (crash)
    kill(); // It was sent, and nobody is there to hear of it.
  else response.sendStatus(204);
});
// #endregion

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
