/** Keeps a program running: starts it again when it has ended, and waits longer each time if it ends at once. */
import { fork, type ChildProcess } from 'node:child_process';
import { happened } from '../kit/program.ts';

const FIRST_MS = 50;
const LONGEST_MS = 5000;
/** Who has run this long was well. */
const WELL_MS = 1000;

// #region keep
export function keep(file: string, onStart: (child: ChildProcess) => void): void {
  let pause = FIRST_MS;
  const start = (): void => {
    const since = performance.now();
    const child = fork(new URL(file, import.meta.url), { execArgv: [] });
    child.once('exit', () => {
      pause = performance.now() - since > WELL_MS ? FIRST_MS : Math.min(2 * pause, LONGEST_MS);
      happened('restart', { file, after: pause });
      setTimeout(start, pause);
    });
    onStart(child);
  };
  start();
}
// #endregion
