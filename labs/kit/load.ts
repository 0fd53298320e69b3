/**
 * The load generator, in a process of its own: `node kit/load.ts --target proxy --path /api/data`.
 * Controls: `rate` (requests per second) and `connections` (at most in flight); other controls where a lab has
 * two loads, by `--rate NAME` and `--connections NAME`.
 *
 * The open loop sends each request when it is due, however the server fares, and measures from the
 * time when it was due. The closed loop (autocannon) sends the next when the last was answered.
 */
import { parseArgs } from 'node:util';
import { closedLoop } from './load/closed.ts';
import { Ledger } from './load/ledger.ts';
import { openLoop } from './load/open.ts';
import { liveControls } from './program.ts';

const { values: options } = parseArgs({
  options: {
    target: { type: 'string', default: 'server' },
    path: { type: 'string', default: '/' },
    loop: { type: 'string', default: 'open' },
    rate: { type: 'string', default: 'rate' },
    connections: { type: 'string', default: 'connections' },
  },
});
const variable = `${options.target.toUpperCase().replaceAll('-', '_')}_URL`;
const url = new URL(options.path, process.env[variable] ?? 'http://127.0.0.1:3000');

const controls = liveControls<Record<string, number>>(
  { [options.rate]: 50, [options.connections]: 50 },
  () => {
    generator.set(settings());
  },
);
const settings = () => ({
  rate: controls[options.rate] ?? 0,
  connections: controls[options.connections] ?? 1,
});
const ledger = new Ledger();
const start = options.loop === 'closed' ? closedLoop : openLoop;
const generator = start(url, settings(), ledger);
ledger.reportEvery(250);
