import { describe, expect, test } from 'vitest';
import type { Limits } from '../../../labs/kit/supervise/limits.ts';
import { defaultLimits } from '../../../labs/kit/supervise/limits.ts';
import { planRun } from '../../../labs/kit/supervise/plan.ts';
import { labWith } from '../run/lab.ts';

const request = { lab: 'lab', variant: 'starter', edits: {}, controls: {} } as const;

describe('the limits of a run', () => {
  const limitsOf = (own: Partial<Limits> | undefined, given: Partial<Limits>) => {
    const plan = planRun('id', labWith({ limits: own }), request, given);
    return 'limits' in plan ? plan.limits : plan;
  };

  test('are the usual ones where nobody says otherwise', () => {
    expect(limitsOf(undefined, {})).toEqual(defaultLimits);
  });

  test('are the lab’s own where it has some', () => {
    expect(limitsOf({ wallMs: 240_000 }, { processes: 9 })).toEqual({
      ...defaultLimits,
      wallMs: 240_000,
      processes: 9,
    });
  });

  test('are what the user asked for, whatever the lab says', () => {
    expect(limitsOf({ wallMs: 240_000 }, { wallMs: 5000 })).toMatchObject({ wallMs: 5000 });
  });
});
