/**
 * A supervisor that starts nothing: its records are made up, so that what carries and shows them can be
 * measured without a lab beside it. The server and the page cannot tell it from the real one.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { formatRecord, RECORD_FORMAT, type RunRecord } from '../../../labs/kit/records.ts';

export const PROGRAMS = ['backend', 'proxy', 'load'] as const;

interface StartLine {
  id: string;
  run: { lab: string };
}

const from = performance.now();
/** Milliseconds since the run began. */
export const now = (): number => Math.round((performance.now() - from) * 1000) / 1000;

/** Writes records, and waits where the reader does not follow. */
export async function write(...records: RunRecord[]): Promise<void> {
  if (!process.stdout.write(records.map(formatRecord).join(''))) await once(process.stdout, 'drain');
}

/** Reads the start message, and says that all programs run and the scenario has begun. */
export async function begin(): Promise<void> {
  process.stdout.on('error', () => process.exit(0));
  const lines = createInterface({ input: process.stdin });
  const [first] = (await once(lines, 'line')) as [string];
  lines.on('line', (line) => {
    if ((JSON.parse(line) as { type: string }).type === 'stop') void end('stopped');
  });
  lines.on('close', () => process.exit(0));
  const { id, run } = JSON.parse(first) as StartLine;
  await write(
    {
      kind: 'run',
      t: now(),
      format: RECORD_FORMAT,
      id,
      lab: run.lab,
      variant: 'starter',
      edited: [],
      node: process.version,
      platform: process.platform,
      cores: 1,
      startedAt: new Date().toISOString(),
    },
    ...PROGRAMS.map((name): RunRecord => ({ kind: 'process', t: now(), process: name, state: 'ready' })),
    {
      kind: 'event',
      t: now(),
      process: 'scenario',
      name: 'part.start',
      detail: { id: 'healthy', label: 'healthy' },
    },
  );
}

export async function end(reason: 'scenario-ended' | 'stopped'): Promise<never> {
  const last = formatRecord({ kind: 'done', t: now(), reason });
  // What the process has not handed over goes with it.
  await new Promise((resolve) => process.stdout.write(last, resolve));
  process.exit(0);
}
