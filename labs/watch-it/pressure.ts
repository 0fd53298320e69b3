import { block, liveControls } from '../kit/program.ts';

const controls = liveControls({ blockMs: 0, blockEvery: 500, phase: 'timer' });

/** Blocks the event loop for `blockMs`, rests for `blockEvery`, and so on, from a timer or from `setImmediate`. */
export function injectPressure(): void {
  const task = (): void => {
    block(controls.blockMs);
    injectPressure();
  };
  setTimeout(() => {
    if (controls.phase === 'check') setImmediate(task);
    else task();
  }, controls.blockEvery);
}
