import { expect } from 'vitest';
import { profileOf } from '../../../labs/ask-node/figures.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import type { Finding } from './finding.ts';

const tried = (run: RunView, name: string): Record<string, unknown> =>
  run.events('flags', 'tried').find(({ detail }) => detail?.['name'] === name)!.detail!;

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: '--trace-sync-io does not crash a program, and warns after the first turn of the loop of two helpers of four',
    holds: (run) => {
      expect(tried(run, 'trace-sync-io')).toMatchObject({ code: 0, warnings: 2, calls: 'formKey, pack' });
    },
  },
  {
    says: 'a rejection that nobody waits for ends a program, and with --unhandled-rejections=warn it does not',
    holds: (run) => {
      expect(tried(run, 'rejection')).toMatchObject({ code: 1, still: false });
      expect(tried(run, 'rejection-warn')).toMatchObject({ code: 0, still: true });
    },
  },
  {
    says: 'NODE_DEBUG=fs prints nothing, NODE_DEBUG=http does',
    holds: (run) => {
      expect(tried(run, 'debug-fs')).toMatchObject({ code: 0, lines: 0 });
      expect(Number(tried(run, 'debug-http')['lines'])).toBeGreaterThan(0);
    },
  },
  {
    says: '--cpu-prof writes one profile when the program ends',
    holds: (run) => {
      expect(tried(run, 'cpu-prof')).toMatchObject({ code: 0, files: 1 });
    },
  },
  {
    says: '--inspect listens on loopback alone, asks for no password, and lets whoever reaches it read the environment',
    holds: (run) => {
      expect(tried(run, 'inspect')).toMatchObject({
        listens: '127.0.0.1',
        local: '200',
        rebound: '400',
        secret: 'correct horse',
      });
      expect(tried(run, 'inspect')['elsewhere']).not.toBe('200');
    },
  },
  {
    says: 'the profile names pack as the one for whom most of the time was spent',
    holds: (run) => {
      const [first] = profileOf(run)!.top;
      expect(first).toMatchObject({ place: 'native', caller: { name: 'pack' } });
      expect(first!.share).toBeGreaterThan(0.5);
    },
  },
];
