import { block, liveControls } from '../kit/program.ts';

const controls = liveControls({ blockMs: 0 });

/** Blocks the event loop for `blockMs` again and again, from the phase in which that makes false timeouts. */
export function injectPressure(): void {
  setTimeout(() => {
    setImmediate(() => {
      block(controls.blockMs);
      injectPressure();
    });
  }, 50);
}
