import { describe, expect, it } from 'vitest';
import {
  checkSize,
  MAX_PROGRESS_BYTES,
  progressFileName,
  readProgressFile,
  writeProgressFile,
} from '../../../src/course/progress/file.ts';
import {
  countDifferences,
  countProgress,
  isEmpty,
  mergeProgress,
} from '../../../src/course/progress/merge.ts';
import { migrate } from '../../../src/course/progress/migrate.ts';
import { emptyProgress } from '../../../src/course/progress/schema.ts';
import type { LabResult, Progress } from '../../../src/course/progress/schema.ts';

const result = (at: string): LabResult => ({
  at,
  engine: 'local',
  node: 'v24.21.0',
  checks: {},
  figures: {},
});

const mine: Progress = {
  ...emptyProgress(),
  predictions: { 'a/one': { wait: '5', phase: 'timer' } },
  edits: { one: { 'proxy.ts': 'mine' } },
  results: { one: result('2026-11-20T10:00:00.000Z'), two: result('2026-11-22T10:00:00.000Z') },
  done: { 'a/one': '2026-11-20T10:00:00.000Z' },
  settings: { theme: 'dark' },
};
const theirs: Progress = {
  ...emptyProgress(),
  predictions: { 'a/one': { wait: '500' }, 'a/two': { cost: '1' } },
  edits: { one: { 'proxy.ts': 'theirs', 'other.ts': 'theirs' } },
  results: { one: result('2026-11-21T10:00:00.000Z'), two: result('2026-11-21T10:00:00.000Z') },
  done: { 'a/one': '2026-11-19T10:00:00.000Z', 'a/two': '2026-11-21T10:00:00.000Z' },
  settings: { theme: 'light', separator: 40 },
};

describe('progress as a file', () => {
  const now = new Date(2026, 10, 2, 15, 30);

  it('comes back as it was, with the date on which it was saved', () => {
    expect(readProgressFile(writeProgressFile(mine, now))).toEqual({
      ok: true,
      progress: mine,
      exportedAt: now,
    });
    expect(progressFileName(now)).toBe('under-load-progress-2026-11-02.json');
  });

  it('can be the text as a browser keeps it', () => {
    expect(readProgressFile(JSON.stringify(mine))).toMatchObject({ ok: true, progress: mine });
  });

  it.each([
    ['nothing', ' \n', 'empty'],
    ['a picture', '\u0089PNG\r\n\u001a', 'not-ours'],
    ['another program’s JSON', '{"name":"x","version":3}', 'not-ours'],
    ['a list', '[]', 'not-ours'],
    ['the first half of one', writeProgressFile(mine, now).slice(0, 200), 'truncated'],
    ['the first half of a stored text', JSON.stringify(mine).slice(0, 60), 'truncated'],
    ['one of a newer version', writeProgressFile({ ...mine, version: 2 as 1 }, now), 'newer-version'],
    [
      'one with something else in it',
      '{"format":"under-load.progress","progress":{"version":1}}',
      'unreadable',
    ],
    ['one without anything in it', '{"format":"under-load.progress"}', 'unreadable'],
    ['a saved run', '{"kind":"saved-run","version":1}\n{"kind":"run"}', 'saved-run'],
    ['records', '{"kind":"run","t":0}\n', 'saved-run'],
  ])('%s is refused, with what to do', (_name, text, code) => {
    const read = readProgressFile(text);
    expect(read).toMatchObject({ ok: false, code });
    expect(read.ok ? '' : read.message.split('. ').length).toBeGreaterThan(1);
  });

  it('is not even read where it is too large', () => {
    expect(checkSize(MAX_PROGRESS_BYTES)).toBeUndefined();
    expect(checkSize(MAX_PROGRESS_BYTES + 1)).toMatchObject({ ok: false, code: 'too-large' });
  });

  it('does not reach into prototypes', () => {
    const text = writeProgressFile(mine, now).replace(
      '"edits": {',
      '"edits": {"__proto__": {"polluted": "yes"},',
    );
    const read = readProgressFile(text);
    const merged = read.ok ? mergeProgress(emptyProgress(), read.progress, 'theirs') : undefined;
    expect(Object.keys(merged?.edits ?? {})).toEqual(['one']);
    expect('polluted' in emptyProgress().edits).toBe(false);
  });
});

describe('merging', () => {
  it('keeps all that either has; where both differ, what was chosen', () => {
    const merged = mergeProgress(mine, theirs, 'mine');
    expect(merged.predictions).toEqual({ 'a/one': { wait: '5', phase: 'timer' }, 'a/two': { cost: '1' } });
    expect(merged.edits).toEqual({ one: { 'proxy.ts': 'mine', 'other.ts': 'theirs' } });
    const other = mergeProgress(mine, theirs, 'theirs');
    expect(other.predictions['a/one']).toEqual({ wait: '500', phase: 'timer' });
    expect(other.edits).toEqual({ one: { 'proxy.ts': 'theirs', 'other.ts': 'theirs' } });
  });

  it('takes of each lab the newer result, of each lesson the earlier date, and of settings this browser’s', () => {
    const { results, done, settings } = mergeProgress(mine, theirs, 'theirs');
    expect(results).toEqual({ one: theirs.results['one'], two: mine.results['two'] });
    expect(done).toEqual({ 'a/one': '2026-11-19T10:00:00.000Z', 'a/two': '2026-11-21T10:00:00.000Z' });
    expect(settings).toEqual({ theme: 'dark', separator: 40 });
  });

  it('never takes a result without a date for newer', () => {
    const odd = { ...theirs, results: { one: result('tomorrow') } };
    expect(mergeProgress(mine, odd, 'theirs').results['one']).toEqual(mine.results['one']);
  });

  it('counts what there is, and what differs', () => {
    expect(countProgress(theirs)).toEqual({ done: 2, predictions: 2, edits: 2, results: 2 });
    expect(countDifferences(mine, theirs)).toEqual({ predictions: 1, edits: 1 });
    expect(countDifferences(mine, mine)).toEqual({ predictions: 0, edits: 0 });
    expect(isEmpty({ ...emptyProgress(), settings: { theme: 'dark' } })).toBe(true);
    expect(isEmpty(mine)).toBe(false);
  });
});

describe('an older version', () => {
  // The chain itself, with versions of the test's own: so far there is only version 1.
  const steps = {
    1: (value: Record<string, unknown>) => ({ ...value, b: `${String(value['a'])}!` }),
    2: (value: Record<string, unknown>) => ({ ...value, c: `${String(value['b'])}?` }),
  };

  it('is brought up step by step, from wherever it is', () => {
    expect(migrate({ version: 1, a: 'x' }, 3, steps)).toEqual({
      ok: true,
      value: { version: 3, a: 'x', b: 'x!', c: 'x!?' },
    });
    expect(migrate({ version: 2, b: 'y' }, 3, steps)).toEqual({
      ok: true,
      value: { version: 3, b: 'y', c: 'y?' },
    });
  });

  it('is unreadable where a step is missing or throws', () => {
    expect(migrate({ version: 1 }, 3, { 1: steps[1] })).toEqual({ ok: false, code: 'unreadable' });
    const throws = () => {
      throw new TypeError('not what was expected');
    };
    expect(migrate({ version: 1 }, 2, { 1: throws })).toEqual({ ok: false, code: 'unreadable' });
  });

  it.each([[null], [[]], [{}], [{ version: 0 }], [{ version: 1.5 }], [{ version: '1' }]])(
    '%j has no version',
    (value) => {
      expect(migrate(value, 3, steps)).toEqual({ ok: false, code: 'unreadable' });
    },
  );

  it('and a newer one is told apart from it', () => {
    expect(migrate({ version: 4 }, 3, steps)).toEqual({ ok: false, code: 'newer-version' });
  });
});
