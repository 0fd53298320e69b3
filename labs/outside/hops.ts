/** Measures what a hop costs: the same small request by three ways, in turns, one at a time. */
import { Agent, get } from 'node:http';
import { happened, liveControls, measured } from '../kit/program.ts';

const { BACKEND_URL = 'http://127.0.0.1:3001', SIDECAR_URL = '', HAPROXY_URL = '' } = process.env;
const agent = new Agent({ keepAlive: true });

function time(url: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(`${url}/health`, { agent }, (response) => {
      response.resume().once('end', () => resolve(performance.now() - began));
    }).once('error', reject);
  });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

let measuring = false;
async function measureHops(): Promise<void> {
  const rounds: [direct: number, sidecar: number, haproxy: number][] = [];
  const telling = setInterval(() => measured({ 'hop.rounds': rounds.length }), 100);
  while (controls.measure === 'hops')
    rounds.push([await time(BACKEND_URL), await time(SIDECAR_URL), await time(HAPROXY_URL)]);
  clearInterval(telling);
  const warm = rounds.slice(rounds.length / 3); // the first third is left out: programs get quicker as they run
  const [direct, sidecar, haproxy] = ([0, 1, 2] as const).map((way) => median(warm.map((one) => one[way])));
  happened('hops', { direct, sidecar, haproxy, rounds: warm.length });
}

const controls = liveControls({ measure: 'nothing' });

setInterval(() => {
  if (measuring || controls.measure !== 'hops') return;
  measuring = true;
  void measureHops().finally(() => (measuring = false));
}, 50);
