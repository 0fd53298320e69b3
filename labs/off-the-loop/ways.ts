import { setImmediate as nextRound } from 'node:timers/promises';
import { work } from '../kit/program.ts';
import { pool } from './pool.ts';

const compute = process.env['COMPUTE_URL'] ?? 'http://127.0.0.1:3002';
const SLICE_MS = 10;

// #region ways
/** Four ways to do the same work, `ms` of processor time. */
export const ways: Record<string, (ms: number) => unknown> = {
  inline: (ms) => work(ms),

  async sliced(ms) {
    for (let done = 0; done < ms; done += SLICE_MS) {
      work(SLICE_MS);
      await nextRound(); // others may run in between
    }
  },

  remote: (ms) => fetch(`${compute}/work?ms=${ms}`).then((response) => response.json()),

  pool: (ms) => pool.run(ms),
};
// #endregion
