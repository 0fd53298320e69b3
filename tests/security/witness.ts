/** A supervisor that only leaves a trace of having been started: the proof that a process began, or did not. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Witness {
  /** The supervisor's file. */
  file: string;
  /** Whether it was started since the last look. */
  sawStart: () => boolean;
  remove: () => void;
}

export function createWitness(): Witness {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-witness-'));
  const file = join(folder, 'supervise.mjs');
  const trace = join(folder, 'started');
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(trace)}, '');
process.stdout.write('{"kind":"done","t":0,"reason":"stopped"}\\n');`,
  );
  return {
    file,
    sawStart: () => {
      // One that has only just been started has left no trace yet, but it is in the list of processes.
      const running = spawnSync('ps', ['-axo', 'args='], { encoding: 'utf8' }).stdout.includes(file);
      const started = running || existsSync(trace);
      rmSync(trace, { force: true });
      return started;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
