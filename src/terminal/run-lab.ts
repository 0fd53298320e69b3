/** Runs a lab here: a supervisor of its own, whose records come out one by one. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunRequest, StartMessage } from '../../labs/kit/messages.ts';
import { parseRecord } from '../../labs/kit/records.ts';
import type { RunRecord } from '../../labs/kit/records.ts';
import type { Limits } from '../../labs/kit/supervise/limits.ts';

const SUPERVISOR = fileURLToPath(new URL('../../labs/kit/supervise.ts', import.meta.url));
/** A supervisor ends a run within a second; one that has not by then is killed. */
const PATIENCE_MS = 3000;
const STDERR_KEPT = 2000;

export interface LabRun {
  /** Always ends with `done`. */
  readonly records: AsyncIterable<RunRecord>;
  /** Ends the run; its last records still come. Safe to call again. */
  stop: () => void;
}

export function runLab(request: RunRequest, limits: Partial<Limits>): LabRun {
  // In a group of its own: Ctrl-C is for this process, which ends the run in order.
  const child = spawn(process.execPath, [SUPERVISOR], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  let patience: NodeJS.Timeout | undefined;

  child.stdin.on('error', () => undefined); // It went away: that the records end says so, too.
  child.on('error', (error) => (stderr += error.message));
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (stderr = (stderr + text).slice(-STDERR_KEPT)));
  child.on('exit', () => {
    clearTimeout(patience);
  });
  const start: StartMessage = {
    type: 'start',
    id: randomUUID(),
    run: { variant: 'starter', edits: {}, controls: {}, ...request },
    limits,
  };
  child.stdin.write(`${JSON.stringify(start)}\n`);

  async function* read(): AsyncGenerator<RunRecord> {
    let t = 0;
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      const parsed = parseRecord(line);
      if (parsed.ok) {
        t = parsed.record.t;
        yield parsed.record;
        if (parsed.record.kind === 'done') return;
      } else {
        yield { kind: 'notice', t, level: 'warning', code: parsed.code, message: parsed.message };
      }
    }
    const last = stderr.trim().split('\n').at(-1) ?? '';
    yield {
      kind: 'notice',
      t,
      level: 'error',
      code: 'supervisor-lost',
      message: `The supervisor went away in the middle of the run${last ? `: ${last}` : '.'}`,
      next: 'Run the lab again.',
    };
    yield { kind: 'done', t, reason: 'lost' };
  }

  return {
    records: read(),
    stop() {
      child.stdin.end();
      patience ??= setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    },
  };
}
