/** How a run ended, as the exit code of a command. */
import type { RunStore } from '../run/store.ts';

export const EXIT = { passed: 0, failed: 1, couldNotRun: 2, interrupted: 130 } as const;

/** A run that was cut short has not passed, whatever its checks had seen by then. */
export function exitCode(run: Pick<RunStore, 'done' | 'verdicts'>): number {
  switch (run.done?.reason) {
    case 'scenario-ended':
      return run.verdicts().every(({ verdict }) => verdict.state === 'passed') ? EXIT.passed : EXIT.failed;
    case 'limit':
      return EXIT.failed;
    case 'stopped':
      return EXIT.interrupted;
    case 'failed':
    case 'lost':
    case undefined:
      return EXIT.couldNotRun;
  }
}
