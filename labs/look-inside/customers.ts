/** Customers of the shop: 25 a second, each asks once and waits. */
import { get } from 'node:http';
import { happened, liveControls, measured } from '../kit/program.ts';

const ROUTES = ['order', 'invoice', 'refund', 'export'];
const url = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:3000';
const controls = liveControls({ rate: 25 });
/** Let in, and without an answer yet. */
let waiting = 0;
let answered = 0;
let dropped = 0;

function ask(route: string): void {
  let letIn = false;
  const asked = get(new URL(route, url), { agent: false }, (response) => {
    response.resume();
    waiting -= 1;
    answered += 1;
    happened('customer.answered', { status: response.statusCode });
  });
  asked.on('socket', (socket) => {
    socket.on('connect', () => {
      letIn = true;
      waiting += 1;
    });
  });
  asked.on('error', () => {
    // Whoever was not let in may go elsewhere. Whoever was, and heard nothing, was dropped.
    if (letIn) {
      waiting -= 1;
      dropped += 1;
    }
    happened(letIn ? 'customer.dropped' : 'customer.refused');
  });
}

let due = 0;
let turn = 0;
setInterval(() => {
  for (due += controls.rate / 20; due >= 1; due -= 1) ask(ROUTES[(turn += 1) % ROUTES.length] ?? '');
  measured({ 'customers.waiting': waiting, 'customers.answered': answered, 'customers.dropped': dropped });
}, 50);
