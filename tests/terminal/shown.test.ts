import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../labs/kit/records.ts';
import { createRunStore } from '../../src/run/store.ts';
import { figureLines } from '../../src/terminal/figures.ts';
import { lineOf } from '../../src/terminal/lines.ts';
import { exitCode } from '../../src/terminal/outcome.ts';
import { firstLeak } from '../../src/terminal/private-paths.ts';
import { harmless, painter } from '../../src/terminal/style.ts';
import { csvFiles } from '../../src/terminal/tables.ts';
import level from '../fixtures/labs/terminal-level/lab.ts';

const plain = painter({ isTTY: false }, {});
const lab = {
  ...level,
  charts: [
    ...level.charts,
    {
      kind: 'lines' as const,
      id: 'delay',
      title: 'Event-loop delay',
      unit: 'ms',
      series: [
        { label: 'seen', process: 'meter', metric: 'delay', tone: 'delay' as const },
        { label: 'unseen', process: 'meter', metric: 'nothing', tone: 'delay' as const },
      ],
    },
  ],
};

const begun: RunRecord[] = [
  { kind: 'process', t: 0, process: 'meter', state: 'starting' },
  {
    kind: 'event',
    t: 100,
    process: 'scenario',
    name: 'part.start',
    detail: { id: 'first', label: 'the first part' },
  },
  { kind: 'event', t: 200, process: 'meter', name: 'gate.open' },
  { kind: 'sample', t: 400, process: 'meter', values: { delay: 12.34 } },
];

function storeOf(records: RunRecord[]) {
  const store = createRunStore(lab);
  for (const record of records) store.add(record);
  return store;
}

describe('live figures', () => {
  test('show time left, part, state and the newest value of each series', () => {
    expect(figureLines(lab, storeOf(begun), 600, 100, plain)).toEqual([
      '━━━━━━━━━━━━────────────  0.3 s left  the first part',
      'Gate              wide open',
      'Event-loop delay  seen 12 ms · unseen –',
    ]);
  });

  test('say for which program they wait before the scenario begins', () => {
    expect(figureLines(lab, storeOf(begun.slice(0, 1)), 600, 100, plain)[0]).toBe('Starting meter …');
  });

  test('never take more columns than the terminal has', () => {
    for (const line of figureLines(lab, storeOf(begun), 600, 20, plain))
      expect(line.length).toBeLessThanOrEqual(20);
  });
});

describe('lines', () => {
  test('what a program prints cannot steer the terminal', () => {
    const text = '\u001b]0;title\u0007\u001b[2J\u001b[31mred\u001b[0m \u202egnp.exe\r\n\u009b1m\ttab';
    expect(harmless(text)).toBe('red U+202Egnp.exeU+000DU+000A\ttab');
    expect(harmless('\u001bPq#0\u001b\\\u001b_x\u001b\\\u200b\u2028\ud83d')).toBe('U+200BU+2028U+D83D');
  });

  test('a notice says what happened, where, and what to do', () => {
    const notice: RunRecord = {
      kind: 'notice',
      t: 1200,
      level: 'error',
      code: 'program-failed',
      message: 'proxy ended with code 1.',
      next: 'Look at line 3.',
      file: 'proxy.ts',
      line: 3,
    };
    expect(lineOf(notice, lab, plain)).toBe(
      '   1.2 s  error proxy ended with code 1. (proxy.ts:3) Look at line 3.',
    );
  });

  test('a program that listens is shown with its address, for requests from outside', () => {
    const ready = { kind: 'process', t: 0, process: 'meter', state: 'ready', pid: 7 } as const;
    expect(lineOf({ ...ready, port: 41_000 }, lab, plain)).toBe(
      '   0.0 s  meter listens on http://127.0.0.1:41000',
    );
    expect(lineOf(ready, lab, plain)).toBeUndefined();
  });

  test('colours are for terminals, and not for those who want none', () => {
    expect(painter({ isTTY: true }, {})('bad', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(painter({ isTTY: true }, { NO_COLOR: '1' })('bad', 'x')).toBe('x');
    expect(painter({ isTTY: false }, {})('bad', 'x')).toBe('x');
  });
});

describe('exit codes', () => {
  const passing: RunRecord = { kind: 'event', t: 500, process: 'meter', name: 'level', detail: { value: 9 } };
  test.each([
    ['scenario-ended', 0],
    ['limit', 1],
    ['stopped', 130],
    ['failed', 2],
    ['lost', 2],
  ] as const)('a run whose checks passed and that ended with %s gives %i', (reason, code) => {
    expect(exitCode(storeOf([...begun, passing, { kind: 'done', t: 600, reason }]))).toBe(code);
  });

  test('a check that was never judged has not passed', () => {
    expect(exitCode(storeOf([...begun, { kind: 'done', t: 600, reason: 'scenario-ended' }]))).toBe(1);
  });
});

test('a name of this machine is found wherever in a record it stands', () => {
  const records: RunRecord[] = [
    ...begun,
    {
      kind: 'event',
      t: 500,
      process: 'meter',
      name: 'x',
      detail: { deep: [{ path: '/home/someone/x.ts' }] },
    },
  ];
  expect(firstLeak(records, ['/home/someone/'])).toMatchObject({
    name: '/home/someone/',
    record: { t: 500 },
  });
  expect(firstLeak(records, ['/home/other/'])).toBeUndefined();
});

test('of several tables, each is a file with its name', () => {
  const table = { kind: 'table' as const, title: '', columns: ['a'], read: () => [] };
  const panels = [
    { ...table, id: 'ways' },
    { ...table, id: 'costs' },
  ];
  const { view } = createRunStore(level);
  const paths = (path: string) => csvFiles({ ...level, panels }, view, path).map((file) => file.path);
  expect(paths('/tmp/out.csv')).toEqual(['/tmp/out-ways.csv', '/tmp/out-costs.csv']);
  expect(paths('/tmp.d/out')).toEqual(['/tmp.d/out-ways', '/tmp.d/out-costs']);
});
