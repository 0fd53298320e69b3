import { expect } from 'vitest';
import { fared, sweep } from '../../../labs/off-the-loop/figures.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import type { Finding } from './finding.ts';

const cost = (run: RunView, of: string): number =>
  Number(run.events('machine', 'cost').find(({ detail }) => detail?.['of'] === of)?.detail?.['sentMs']);

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'work moved to a service or to one worker frees the loop: it is held up less than half as long as inline',
    holds: (run) => {
      const inline = fared(run, 'inline')!.delay;
      const moved = [fared(run, 'remote')!.delay, fared(run, 'pool')!.delay, fared(run, 'pool-again')!.delay];
      expect(Math.min(...moved)).toBeLessThan(inline / 2);
    },
  },
  {
    says: 'one worker answers no more than inline does: far fewer than twice as many',
    holds: (run) => {
      const [inline, one] = [fared(run, 'inline')!.perSecond, fared(run, 'pool')!.perSecond];
      // Of the 50 in a second that one thread can do, whatever else the machine had to do meanwhile.
      expect(Math.max(inline, one)).toBeLessThan(55);
    },
  },
  {
    says: 'while more comes than is done, everyone waits for most of a second and longer',
    holds: (run) => {
      for (const way of ['inline', 'sliced', 'pool']) expect(fared(run, way)!.p99).toBeGreaterThan(900);
    },
  },
  {
    says: 'with four times as many threads as cores, a piece takes more than twice as long as with as many',
    holds: (run) => {
      // As many as cores were tried twice: the better counts, for a machine may be busy.
      const pieceOf = (times: number) =>
        Math.min(
          ...sweep(run)
            .filter(({ threads, cores }) => threads === times * cores)
            .map(({ pieceMs }) => pieceMs),
        );
      expect(pieceOf(4)).toBeGreaterThan(2 * pieceOf(1));
    },
  },
  {
    says: 'a buffer that is transferred keeps the sender far shorter than one that is copied',
    holds: (run) => {
      expect(cost(run, 'transfer')).toBeLessThan(cost(run, 'clone') / 5);
    },
  },
];
