/** The knee is where the pool ends, for other pools than the scenario's own too. */
import { expect, test } from 'vitest';
import { kneeOf, sweepOf } from '../../labs/the-knee/figures.ts';
import { loadLab } from '../../labs/kit/supervise/folder.ts';
import { play } from '../../src/terminal/play.ts';

test.concurrent.each([10, 40])(
  'with a pool of %i connections the knee is within a factor of 1.5 of it',
  async (pool) => {
    const lab = await loadLab('the-knee');
    const run = await play(
      lab!,
      { lab: 'the-knee', variant: 'starter', controls: { pool } },
      () => undefined,
    );
    const sweep = sweepOf(run.view);
    expect(new Set(sweep.map((step) => step.pool))).toEqual(new Set([pool]));
    const knee = kneeOf(sweep)!;
    expect(knee).toBeGreaterThan(pool / 1.5);
    expect(knee).toBeLessThan(pool * 1.5);
  },
);
