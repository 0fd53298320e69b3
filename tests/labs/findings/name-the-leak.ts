import { expect } from 'vitest';
import { between, classOf, comparisonOf, LEAKY, snapshot } from '../../../labs/name-the-leak/figures.ts';
import type { ClassChange } from '../../../labs/kit/heap/compare.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import type { Finding } from './finding.ts';

const changesBy = (run: RunView, of: (one: ClassChange) => number) =>
  comparisonOf(run)!.classes.toSorted((a, b) => of(b) - of(a));

/** What the lesson says of its starter. */
export const findings: Finding[] = [
  {
    says: 'there is one LeakyClass more for each request between the snapshots',
    holds: (run) => {
      const { answers } = between(run)!;
      const { countChange, created, freed } = classOf(run, LEAKY)!;
      expect(countChange / answers).toBeGreaterThan(0.98);
      expect(countChange / answers).toBeLessThan(1.02);
      expect([created, freed]).toEqual([countChange, 0]);
    },
  },
  {
    says: 'its own bytes are a hundredth of the growth, and arrays come first by shallow size; what it retains is most of it',
    holds: (run) => {
      const { before, after } = comparisonOf(run)!;
      const grown = after.heapBytes - before.heapBytes;
      const { shallowChange, retainedChange } = classOf(run, LEAKY)!;
      expect(shallowChange / grown).toBeLessThan(0.03);
      expect(retainedChange / grown).toBeGreaterThan(0.6);
      expect(changesBy(run, (one) => one.shallowChange)[0]!.name).toBe('(array)');
      expect(changesBy(run, (one) => one.shallowChange)[0]!.name).not.toBe(LEAKY);
    },
  },
  {
    says: 'above it by retained size stand only those that hold it',
    holds: (run) => {
      const sorted = changesBy(run, (one) => one.retainedChange).map(({ name }) => name);
      const above = sorted.slice(0, sorted.indexOf(LEAKY));
      const holders = [
        '(synthetic)',
        'global',
        'system / Context',
        '(array)',
        'Map',
        'Function',
        'ModuleWrap',
      ];
      expect(above.filter((name) => !holders.includes(name))).toEqual([]);
      expect(above).toContain('Map');
    },
  },
  {
    says: 'no LocalClass is left in a snapshot, though one was made for each request',
    holds: (run) => {
      expect(classOf(run, 'LocalClass')?.count ?? 0).toBeLessThan(20);
    },
  },
  {
    says: 'the way to it ends with the variable cache, a Map and its table',
    holds: (run) => {
      const { path } = classOf(run, LEAKY)!;
      expect(path.slice(-4).map(({ node }) => node)).toEqual(['system / Context', 'Map', '(array)', LEAKY]);
      expect(path.at(-3)!.edge).toBe('cache (variable)');
    },
  },
  {
    says: 'while a snapshot is written, the service does nothing else',
    holds: (run) => {
      const pauses = [snapshot(run, 'before')!.ms, snapshot(run, 'after')!.ms];
      const delays = run.samples('service', 'nodejs.eventloop.delay.watchdog').map(({ value }) => value);
      // The meter looks now and then, so it may see a little less than the whole.
      expect(Math.max(...delays)).toBeGreaterThan(Math.max(...pauses) * 0.7);
    },
  },
];
