/** A supervisor that only leaves a trace of having been started: the proof that a process began, or did not. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Witness {
  /** How many of it run. */
  running: () => number;
  /** The supervisor's file. */
  file: string;
  /** Whether it was started since the last look. */
  sawStart: () => boolean;
  remove: () => void;
}

/** `waits`: it says that the run has begun, and ends when its input does, as a supervisor does. */
export function createWitness({ waits = false } = {}): Witness {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-witness-'));
  const file = join(folder, 'supervise.mjs');
  const trace = join(folder, 'started');
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(trace)}, '');
const done = () => process.stdout.write('{"kind":"done","t":0,"reason":"stopped"}\\n');
${waits ? `process.stdout.write('{"kind":"text","t":0,"process":"a","stream":"stdout","text":"begun"}\\n'); process.stdin.resume().on('end', done)` : 'done()'};`,
  );
  const running = (): number =>
    spawnSync('ps', ['-axo', 'args='], { encoding: 'utf8' }).stdout.split(file).length - 1;
  return {
    file,
    running,
    sawStart: () => {
      // One that has only just been started has left no trace yet, but it is in the list of processes.
      const started = running() > 0 || existsSync(trace);
      rmSync(trace, { force: true });
      return started;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
