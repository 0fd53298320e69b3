import { stat } from 'node:fs';
import { block, happened, liveControls } from '../kit/program.ts';

const controls = liveControls({ blockMs: 0, blockEvery: 500, phase: 'timer' }, restart);

// #region phases
// The phase of the event loop in which the block happens.
const phases: Record<string, (task: () => void) => void> = {
  timer: (task) => task(),
  poll: (task) => stat('.', task),
  check: (task) => setImmediate(task),
};
// #endregion

let rest: NodeJS.Timeout | undefined;

/** Rests for `blockEvery`, blocks the event loop for `blockMs` in the phase that `phase` names, and so on. */
export function injectPressure(): void {
  rest = setTimeout(() => {
    phases[controls.phase]?.(() => {
      // Said before and after: in between, this thread has no time to say anything.
      if (controls.blockMs > 0) happened('block.start', { ms: controls.blockMs });
      block(controls.blockMs);
      if (controls.blockMs > 0) happened('block.end', { ms: controls.blockMs });
      restart();
    });
  }, controls.blockEvery);
}

function restart(): void {
  clearTimeout(rest);
  injectPressure();
}
