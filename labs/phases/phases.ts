/** Runs `one.ts` again and again, each time in a fresh process: the main module of a process runs only once. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { supervised } from '../kit/channel.ts';
import { liveControls, measured } from '../kit/program.ts';

const controls = liveControls({ show: 'tour' });

async function once(show: string, from: string): Promise<string> {
  const child = spawn(process.execPath, ['one.ts', show, from], {
    cwd: import.meta.dirname,
    // Its reports go where the ones of this program go.
    stdio: ['ignore', 'pipe', 'inherit', 'ignore', supervised ? 4 : 'ignore'],
  });
  const order = (child.stdout ? await text(child.stdout) : '').trim();
  console.log(order);
  return order;
}

const races = { main: { all: 0, timeout: 0 }, io: { all: 0, timeout: 0 } };
for (;;) {
  for (const from of ['main', 'io'] as const) {
    const { show } = controls;
    const [, first] = (await once(show, from)).split(' → ');
    if (show !== 'race') continue;
    races[from].all += 1;
    if (first === 'setTimeout 0') races[from].timeout += 1;
    measured({ [`race.timeout.first.${from}`]: (100 * races[from].timeout) / races[from].all });
  }
}
