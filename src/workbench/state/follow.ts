import type { ReadonlySignal } from '@preact/signals';

/**
 * Reads a signal for its change alone: whatever calls this is called again when it changes. For what
 * lives outside signals, such as the run store, whose changes `tick` stands for.
 */
export function follow(signal: ReadonlySignal<unknown>): unknown {
  return signal.value;
}
