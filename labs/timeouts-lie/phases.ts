import { stat } from 'node:fs';
import { block, happened } from '../kit/program.ts';

// #region phases
// The phase of the event loop in which the block happens.
const phases: Record<string, (task: () => void) => void> = {
  timer: (task) => setTimeout(task),
  poll: (task) => stat('.', task),
  check: (task) => setImmediate(task),
};
// #endregion

/** Blocks the loop for `ms` in a phase; settles with the time of the block's end. */
export function blockIn(phase: string, ms: number): Promise<number> {
  return new Promise((resolve) => {
    phases[phase]?.(() => {
      if (ms > 0) happened('block.start', { ms, phase });
      block(ms);
      if (ms > 0) happened('block.end', { ms, phase });
      resolve(performance.now());
    });
  });
}
