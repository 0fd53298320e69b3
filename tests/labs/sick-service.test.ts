/** The sick service, mended by hand in five of its forms: whoever finds the faults has every check green. */
import { describe, expect, test } from 'vitest';
import { draw } from '../../labs/sick-service/draw.ts';
import { faultNames } from '../../labs/sick-service/faults.ts';
import lab from '../../labs/sick-service/lab.ts';
import { exitCode } from '../../src/terminal/outcome.ts';
import { play } from '../../src/terminal/play.ts';
import { painter } from '../../src/terminal/style.ts';
import { verdictLines } from '../../src/terminal/verdicts.ts';
import { mended } from './mended.ts';

/** Between them they have every fault. */
const SHOPS = [2, 4, 5, 10, 11];

test('the five have every fault between them', () => {
  expect(new Set(SHOPS.flatMap((shop) => draw(shop))).size).toBe(faultNames.length);
});

describe.each(SHOPS)('shop %i', (shop) => {
  test.concurrent(
    'passes every check once its four faulty files are replaced and its diagnosis is written',
    async () => {
      const request = { lab: lab.id, variant: 'starter', edits: mended(shop), controls: { shop } } as const;
      const run = await play(lab, request, () => undefined);
      const measured = verdictLines(run, painter({}, {})).join('\n');
      expect(run.done?.reason, measured).toBe('scenario-ended');
      expect(exitCode(run), measured).toBe(0);
    },
  );
});
