import { setTimeout as wait } from 'node:timers/promises';
import { happened } from '../kit/program.ts';
import { withDeadline, type Outcome } from './deadline.ts';
import { blockIn } from './phases.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001';
const DEADLINE_MS = 500;
const CALLS = 4;
/** Enough for the requests to leave, too little for the answers to come. */
const UNDER_WAY_MS = 15;

async function call(takes: number): Promise<unknown> {
  const response = await fetch(`${backend}/api/data?takes=${takes}`);
  return response.json();
}

// #region calls
/** Makes some calls with a deadline, then blocks the loop while their answers are on the way. */
export async function callsAgainstBlock(phase: string, blockMs: number, takes: number): Promise<void> {
  const calls = Array.from({ length: CALLS }, async () => {
    const start = performance.now();
    const outcome: Outcome<unknown> = await withDeadline(call(takes), DEADLINE_MS);
    const after = performance.now() - start;
    happened('call', {
      phase,
      blockMs,
      takes,
      answered: 'answer' in outcome,
      late: outcome.late ?? 'nobody',
      after,
    });
  });
  await wait(UNDER_WAY_MS);
  await blockIn(phase, blockMs);
  await Promise.all(calls);
}
// #endregion
