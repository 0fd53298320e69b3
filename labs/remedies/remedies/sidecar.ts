import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';

// The breaker has a process and a loop of its own, as in a service mesh. Nobody works there.
const sidecar = fork(new URL('./sidecar-process.ts', import.meta.url), { execArgv: [] });
const [{ port }] = (await once(sidecar, 'message')) as [{ port: number }];

class Sidecar extends EventEmitter {
  opened = false;

  async fire(): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}/api/data`);
    if (!response.ok) throw new Error('no answer');
    return response.json();
  }
}
export const breaker = new Sidecar();

let cpu = 0;
export const cpuElsewhere = (): number => cpu;

sidecar.on('message', (told: { opened?: boolean; cpu?: number }) => {
  if (told.opened !== undefined) {
    breaker.opened = told.opened;
    if (told.opened) breaker.emit('open');
  }
  if (told.cpu !== undefined) ({ cpu } = told as { cpu: number });
});
