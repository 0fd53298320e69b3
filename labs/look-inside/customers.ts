/** Customers of the shop: 25 a second, each asks once and waits. */
import { get } from 'node:http';
import { happened, liveControls, measured } from '../kit/program.ts';

const ROUTES = ['order', 'invoice', 'refund', 'export'];
const url = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ rate: 25 });
let waiting = 0;
let answered = 0;
let dropped = 0;

function ask(route: string): void {
  waiting += 1;
  let connected = false;
  const asked = get(new URL(route, url), { agent: false }, (response) => {
    response.resume();
    waiting -= 1;
    answered += 1;
    happened('customer.answered', { status: response.statusCode });
  });
  asked.on('socket', (socket) => socket.on('connect', () => (connected = true)));
  asked.on('error', () => {
    waiting -= 1;
    // Whoever was not let in may go elsewhere. Whoever was, and heard nothing, was dropped.
    if (connected) dropped += 1;
    happened(connected ? 'customer.dropped' : 'customer.refused');
  });
}

let due = 0;
let turn = 0;
setInterval(() => {
  for (due += controls.rate / 20; due >= 1; due -= 1) ask(ROUTES[(turn += 1) % ROUTES.length] ?? '');
  measured({ 'customers.waiting': waiting, 'customers.answered': answered, 'customers.dropped': dropped });
}, 50);
