import { expect, test } from 'vitest';
import type { Check, Verdict } from '../../../labs/kit/manifest.ts';
import { createRunStore } from '../../../src/run/store.ts';
import { done, event, labWith, partStart, sample } from './lab.ts';

const noOpens: Check = {
  id: 'no-opens',
  title: 'No false open',
  judge(run): Verdict {
    const healthy = run.part('healthy');
    if (!healthy) return { state: 'waiting', figure: '' };
    const opens = run.events('proxy', 'breaker.open', healthy.from, healthy.to).length;
    if (opens > 0) return { state: 'failed', figure: `${String(opens)} open, must be 0` };
    return { state: healthy.over ? 'passed' : 'measuring', figure: 'no open so far' };
  },
};

const state = (store: ReturnType<typeof createRunStore>) => store.verdicts()[0]?.verdict;

test('a check waits, measures and passes while the run goes on', () => {
  const store = createRunStore(labWith({ checks: [noOpens] }));
  expect(state(store)?.state).toBe('waiting');
  store.add(partStart(100, 'healthy'));
  expect(state(store)?.state).toBe('measuring');
  store.add(partStart(200, 'next'));
  expect(state(store)).toMatchObject({ state: 'passed' });
});

test('a failed check keeps its figure after the end', () => {
  const store = createRunStore(labWith({ checks: [noOpens] }));
  store.add(partStart(100, 'healthy'));
  store.add(event(150, 'breaker.open'));
  store.add(done(160, 'stopped'));
  expect(state(store)).toEqual({ state: 'failed', figure: '1 open, must be 0' });
});

test('what is still open when the run ends has failed, with the reason', () => {
  const waiting = createRunStore(labWith({ checks: [noOpens] }));
  waiting.add(done(10, 'failed'));
  expect(state(waiting)).toEqual({
    state: 'failed',
    figure: 'not judged',
    because: 'The run failed, and so ended before it could be judged.',
  });
  const measuring = createRunStore(labWith({ checks: [noOpens] }));
  measuring.add(partStart(100, 'healthy'));
  measuring.add(done(150, 'stopped'));
  expect(state(measuring)).toMatchObject({ state: 'failed', figure: 'no open so far' });
  expect(state(measuring)?.because).toContain('ended before it could be judged');
});

test('a check or figure that throws says so and leaves the others alone', () => {
  const store = createRunStore(
    labWith({
      checks: [
        {
          id: 'broken',
          title: 'Broken',
          judge: () => {
            throw new Error('no such metric');
          },
        },
        noOpens,
      ],
      figures: [
        { id: 'a', label: 'A', unit: 'ms', read: (run) => String(run.samples('proxy', 'x').length) },
        {
          id: 'b',
          label: 'B',
          unit: 'ms',
          read: () => {
            throw new Error('no');
          },
        },
      ],
    }),
  );
  store.add(sample(0, { x: 1 }));
  expect(store.verdicts().map(({ verdict }) => verdict.state)).toEqual(['failed', 'waiting']);
  expect(store.verdicts()[0]?.verdict.because).toContain('no such metric');
  expect(store.figures().map(({ value }) => value)).toEqual(['1', undefined]);
});
