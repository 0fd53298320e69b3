import { stat } from 'node:fs';
import { block, liveControls } from '../kit/program.ts';

const controls = liveControls({ blockMs: 0, blockEvery: 1500, phase: 'timer' });

// #region phases
// The phase of the event loop in which the block happens.
const phases: Record<string, (task: () => void) => void> = {
  timer: (task) => task(),
  poll: (task) => stat('.', task),
  check: (task) => setImmediate(task),
};
// #endregion

/** Blocks the event loop for `blockMs`, rests for `blockEvery`, and so on, in the phase that `phase` names. */
export function injectPressure(): void {
  setTimeout(() => {
    phases[controls.phase]?.(() => {
      block(controls.blockMs);
      injectPressure();
    });
  }, controls.blockEvery);
}
