/** Sits at the prompt of the service: types what `session.ts` says when it is time, and what you type, too. */
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { happened, liveControls } from '../kit/program.ts';
import { session } from './session.ts';

const PROMPT = '> ';
const controls = liveControls({ operator: false }, () => {
  if (controls.operator) void work();
});

/** One line at the prompt; settles with what was printed, or when the service has gone. */
function ask(socket: Socket, line: string): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    const listen = (text: string): void => {
      printed += text;
      if (printed.endsWith(PROMPT)) finish();
    };
    const finish = (): void => {
      socket.off('data', listen).off('close', finish);
      resolve(
        printed
          .replace(/(\n?> )+$/, '')
          .replace(/^(> )+/, '')
          .trim(),
      );
    };
    socket.on('data', listen).once('close', finish);
    if (line === '') return; // Nothing but the first prompt.
    socket.write(`${line}\n`);
  });
}

async function open(): Promise<Socket> {
  const socket = connect('./service.sock').setEncoding('utf8');
  socket.on('error', () => undefined);
  await ask(socket, '');
  return socket;
}

let worked = false;
async function work(): Promise<void> {
  if (worked) return;
  worked = true;
  const socket = await open();
  const began = performance.now();
  const cause = await session(async (line) => {
    const answer = await ask(socket, line);
    happened('asked', { line, answer });
    return answer;
  });
  socket.end();
  happened('diagnosis', { cause, ms: performance.now() - began });
}

if (controls.operator) await work();
for await (const line of createInterface({ input: process.stdin })) {
  const socket = await open();
  console.log(await ask(socket, line));
  socket.end();
}
