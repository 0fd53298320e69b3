import { describe, expect, test } from 'vitest';
import { parseLabAndTimes, parseLabArguments } from '../../src/terminal/arguments.ts';

describe('arguments of npm run lab', () => {
  test('everything that can be said', () => {
    const typed = [
      'a-lab',
      '--solution',
      '--json',
      '--csv',
      'out.csv',
      '--file',
      'a.ts=./b=c.ts',
      '--set',
      'rate=20',
      '--set',
      'phase=poll',
      '--seconds',
      '2.5',
      '--limit',
      'time=5min',
    ];
    expect(parseLabArguments(typed)).toEqual({
      ok: true,
      value: {
        lab: 'a-lab',
        help: false,
        solution: true,
        json: true,
        csv: 'out.csv',
        files: [{ name: 'a.ts', value: './b=c.ts' }],
        set: [
          { name: 'rate', value: '20' },
          { name: 'phase', value: 'poll' },
        ],
        seconds: 2.5,
        limits: { wallMs: 300_000 },
      },
    });
  });

  test('nothing at all asks for the list of labs', () => {
    expect(parseLabArguments([])).toMatchObject({ ok: true, value: { lab: undefined } });
  });

  test.each([
    [['--jsno'], 'There is no option "--jsno". Did you mean "--json"?'],
    [['--frobnicate-all-things'], 'There is no option "--frobnicate-all-things".'],
    [['a', '--set', 'rate'], '"rate" lacks a name and an equals sign; it has to look like --set rate=20.'],
    [
      ['a', '--file', '=x'],
      '"=x" lacks a name and an equals sign; it has to look like --file proxy.ts=./mine.ts.',
    ],
    [['a', '--seconds', '0'], '--seconds takes a number above 0 and up to 3600, not "0".'],
    [['a', '--seconds', ''], '--seconds takes a number above 0 and up to 3600, not "".'],
    [['a', '--limit', 'time=0s'], '--limit time takes a number above 0 in s or min, not "0s".'],
    [['a', 'b'], 'One lab at a time: "a", "b" are 2.'],
  ])('%j is refused: %s', (args, problem) => {
    expect(parseLabArguments(args)).toEqual({ ok: false, problem });
  });

  test('an option without its value is refused in one sentence', () => {
    const parsed = parseLabArguments(['a', '--seconds']);
    expect(parsed).toMatchObject({ ok: false });
    expect(!parsed.ok && parsed.problem).toMatch(/--seconds.*argument missing\.$/);
  });
});

test('--times takes a whole number', () => {
  expect(parseLabAndTimes(['a', '--times', '3'])).toEqual({
    ok: true,
    value: { lab: 'a', times: 3, whole: false },
  });
  expect(parseLabAndTimes(['a', '--whole'])).toMatchObject({ ok: true, value: { whole: true } });
  expect(parseLabAndTimes(['a', '--times', '2.5'])).toMatchObject({ ok: false });
});
