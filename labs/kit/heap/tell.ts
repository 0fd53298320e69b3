/** Hands a comparison of two heaps over to the run, for the page. For Node. */
import { report } from '../channel.ts';
import { measured } from '../program.ts';
import type { Compared, ComparisonStep } from './compare.ts';
import { withoutPlaces } from './places.ts';
import { HEAPS, HEAPS_PROGRESS } from './told.ts';

const LEAST_STEP = 0.04;

let told = -1;
/** Reports how much of a comparison is done; small steps are left out. */
export function reportProgress(_step: ComparisonStep, share: number): void {
  if (share < told) told = -1; // another comparison
  if (share - told < LEAST_STEP && share < 1) return;
  told = share;
  measured({ [HEAPS_PROGRESS]: share });
}

/** @param files names of the run's files, which were left with it (run-file.ts) */
export function reportHeaps(result: Compared, files: readonly [string, string]): void {
  const told = result.ok ? { ...result, comparison: withoutPlaces(result.comparison) } : result;
  const data = JSON.stringify({ files, result: told });
  report({ kind: 'artifact', name: `comparison${HEAPS}`, mediaType: 'application/json', data });
}
