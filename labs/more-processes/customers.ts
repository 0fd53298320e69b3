/** Customers bring ten jobs every half second, to one design after the other. */
import { request } from 'node:http';
import { happened, liveControls } from '../kit/program.ts';

const urls: Record<string, string | undefined> = {
  cluster: process.env['CLUSTER_URL'],
  split: process.env['SPLIT_URL'],
  queue: process.env['QUEUE_URL'],
};
const controls = liveControls({ design: 'cluster', jobs: 10 });
const EVERY_MS = 500;

function bring(design: string, id: string): void {
  const came = performance.now();
  const asked = request(
    new URL(`/jobs/${id}`, urls[design]),
    { method: 'POST', agent: false },
    (response) => {
      response.resume();
      const accepted = response.statusCode === 200 || response.statusCode === 202;
      happened('job', { design, id, accepted, ms: performance.now() - came });
    },
  );
  asked.on('error', () => {
    happened('job', { design, id, accepted: false, ms: performance.now() - came });
  });
  asked.end();
}

let last = 0;
setInterval(() => {
  if (urls[controls.design] === undefined) return; // A pause.
  for (let i = 0; i < controls.jobs; i += 1) bring(controls.design, String((last += 1)));
}, EVERY_MS);
