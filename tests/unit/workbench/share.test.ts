import { describe, expect, test } from 'vitest';
import type { Control } from '../../../labs/kit/manifest.ts';
import { formatRecord } from '../../../labs/kit/records.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import {
  MAX_RUN_BYTES,
  readRunFile,
  runFileName,
  writeRunFile,
} from '../../../src/workbench/share/run-file.ts';
import {
  readSettings,
  settingInWords,
  settingsFragment,
} from '../../../src/workbench/share/settings-link.ts';
import { createControls } from '../../../src/workbench/state/controls.ts';
import { createShare } from '../../../src/workbench/state/share.ts';
import { done, event, head, labWith, partStart, sample } from '../run/lab.ts';

const controls: Control[] = [
  {
    kind: 'number',
    name: 'rate',
    label: 'Rate',
    about: '',
    value: 50,
    min: 0,
    max: 100,
    step: 1,
    unit: '/s',
  },
  {
    kind: 'choice',
    name: 'phase',
    label: 'Phase',
    about: '',
    value: 'timer',
    options: [
      { value: 'timer', label: 'Timer' },
      { value: 'a,b:c', label: 'Odd' },
    ],
  },
  { kind: 'switch', name: 'slow', label: 'Slow', about: '', value: false },
  {
    kind: 'number',
    name: 'shop',
    label: 'Shop',
    about: '',
    value: 1,
    min: 1,
    max: 9,
    step: 1,
    unit: '',
    draws: true,
  },
];
const lab = labWith({ controls });

describe('a link with settings', () => {
  test('carries what is held, and nothing else', () => {
    const held = new Map<string, number | string | boolean>([
      ['slow', true],
      ['rate', 70],
      ['phase', 'a,b:c'],
      ['shop', 3],
    ]);
    const fragment = settingsFragment(lab, held);
    expect(fragment).toBe('#set=rate:70,phase:a%2Cb%3Ac,slow:true');
    held.delete('shop');
    expect(readSettings(lab, fragment ?? '')).toEqual({ settings: held, refused: [] });
    expect(settingsFragment(lab, new Map([['shop', 3]]))).toBeUndefined();
  });

  test('sets what the lab allows, and says what it does not', () => {
    const read = readSettings(
      lab,
      '#set=rate:101,rate2:5,phase:none,slow:perhaps,shop:4,%:1,rate,,slow:true',
    );
    expect([...(read?.settings ?? [])]).toEqual([['slow', true]]);
    expect(read?.refused).toEqual([
      'Rate cannot be “101”: it goes from 0 to 100/s.',
      'This lab has no control “rate2”.',
      'Phase cannot be “none”: it is one of timer, a,b:c.',
      'Slow cannot be “perhaps”: it is true or false.',
      'This lab has no control “shop”.',
      '“%:1” is no setting.',
      '“rate” is no setting.',
      '“” is no setting.',
    ]);
  });

  test.each(['', ' ', 'NaN', 'Infinity', '-1', '1e9', '0x'])('a number of "%s" is refused', (text) => {
    expect(readSettings(lab, `#set=rate:${encodeURIComponent(text)}`)?.settings.size).toBe(0);
  });

  test('is not mistaken for the local engine’s token or a heading, and is not read without end', () => {
    expect(readSettings(lab, '#token=abcdefghijklmnopqrstuvwxyz')).toBeUndefined();
    expect(readSettings(lab, '#sources')).toBeUndefined();
    const long = readSettings(lab, `#set=${'rate:1,'.repeat(1000)}`);
    expect(long).toMatchObject({ refused: [expect.stringContaining('too long')] });
    expect(long?.settings.size).toBe(0);
  });

  test('holds the controls, says which, and is told in words', () => {
    const held = createControls(
      lab,
      () => undefined,
      () => undefined,
    );
    const share = createShare(lab, held, undefined);
    share.apply('#sources');
    expect(share.arrived.value).toBeUndefined();
    share.apply('#set=rate:70,slow:true,gone:1');
    expect([...held.held.value]).toEqual([
      ['rate', 70],
      ['slow', true],
    ]);
    expect(share.arrived.value).toEqual({
      applied: ['Rate 70/s', 'Slow on'],
      refused: ['This lab has no control “gone”.'],
    });
    expect(controls.slice(1, 2).map((control) => settingInWords(control, 'a,b:c'))).toEqual(['Phase Odd']);
  });
});

describe('a run as a file', () => {
  const records: RunRecord[] = [
    head,
    partStart(400, 'a'),
    sample(500, { delay: 7 }),
    { kind: 'text', t: 600, process: 'proxy', stream: 'stdout', text: 'ünïcödé \u2028' },
    event(700, 'breaker.open', 'proxy', { n: 1 }),
    done(10_400),
  ];
  const about = {
    lab: 'sample-lab',
    lesson: 'a/sample',
    edits: { 'proxy.ts': 'mine ü\n' },
    drawn: undefined,
  };
  const asFile = (...parts: string[]) => new File(parts, 'run.underload.ndjson');
  const lines = records.map(formatRecord);
  const headLine = (change: object = {}) => {
    const [line = ''] = writeRunFile(about, [], new Date(0));
    return `${JSON.stringify({ ...(JSON.parse(line) as object), ...change })}\n`;
  };
  const faultOf = async (file: File, drawn?: { name: string; value: number }) => {
    const read = await readRunFile(file, lab, drawn);
    return read.ok ? undefined : read.fault;
  };

  test('comes back with its records, its conditions and the learner’s code', async () => {
    const read = await readRunFile(asFile(...writeRunFile(about, records, new Date())), lab, undefined);
    expect(read).toMatchObject({
      ok: true,
      run: { name: 'run.underload.ndjson', records, edits: about.edits },
    });
    expect(read.ok && read.run.store.head).toEqual(head);
    expect(read.ok && read.run.store.view.samples('proxy', 'delay', 0, 1000)).toEqual([{ t: 500, value: 7 }]);
    expect(runFileName('sample-lab', head.startedAt)).toBe('sample-lab-2026-11-21-0900.underload.ndjson');
  });

  test('can be what `npm run lab -- <lab> --json` printed', async () => {
    expect(await readRunFile(asFile(...lines), lab, undefined)).toMatchObject({
      ok: true,
      run: { records, edits: undefined },
    });
  });

  test.each([
    ['nothing', [''], 'empty'],
    ['a picture', ['\u0089PNG\r\n\u001a'], 'not-ours'],
    ['other JSON', ['{"name":"x"}\n'], 'not-ours'],
    ['a list', ['[]\n'], 'not-ours'],
    ['saved progress', ['{\n  "format": "under-load.progress",\n'], 'progress'],
    ['progress as a browser keeps it', ['{"version":1,"predictions":{}}'], 'progress'],
    ['a newer version', [headLine({ version: 2 }), ...lines], 'newer-version'],
    ['records of a newer version', [headLine({ format: 2 }), ...lines], 'newer-version'],
    ['bare records of a newer version', [JSON.stringify({ ...head, format: 2 })], 'newer-version'],
    ['one without its last record', [headLine(), ...lines.slice(0, -1)], 'truncated'],
    ['one that was cut in a record', [headLine(), lines.join('').slice(0, -5)], 'truncated'],
    ['one that was cut in its first line', ['{"kind":"saved-run","vers'], 'truncated'],
    ['the line about it alone', [headLine()], 'truncated'],
    ['a line that is no record', [...lines.slice(0, 2), '{"kind":"rm -rf"}\n', ...lines.slice(2)], 'broken'],
    ['something after its end', [...lines, lines[2] ?? ''], 'broken'],
    ['a second beginning', [...lines.slice(0, 2), ...lines], 'broken'],
    ['no beginning', [headLine(), ...lines.slice(1)], 'not-ours'],
    ['edits that are no texts', [headLine({ edits: { 'proxy.ts': 5 } }), ...lines], 'not-ours'],
    ['a lesson that is an address', [headLine({ lesson: '//evil.test/x' }), ...lines], 'not-ours'],
    [
      'conditions that are markup',
      [formatRecord({ ...head, node: 'v1.2.3<b>' }), ...lines.slice(1)],
      'not-ours',
    ],
    [
      'a date that is none',
      [formatRecord({ ...head, startedAt: 'yesterday' }), ...lines.slice(1)],
      'not-ours',
    ],
  ])('%s is refused, with what to do', async (_name, parts, code) => {
    const fault = await faultOf(asFile(...parts));
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(/\. \S.+\.$/);
  });

  test('is not even read where it is too large', async () => {
    const file = asFile(...lines);
    Object.defineProperty(file, 'size', { value: MAX_RUN_BYTES + 1 });
    expect((await faultOf(file))?.code).toBe('too-large');
  });

  test('of another lab says which, and of another draw that it is', async () => {
    const other = [headLine({ lab: 'other', lesson: 'a/other' }), formatRecord({ ...head, lab: 'other' })];
    expect(await faultOf(asFile(...other, ...lines.slice(1)))).toMatchObject({
      code: 'other-lab',
      lab: 'other',
      lesson: 'a/other',
    });
    const drawn = headLine({ drawn: { name: 'shop', value: 3 } });
    expect(await faultOf(asFile(drawn, ...lines), { name: 'shop', value: 4 })).toMatchObject({
      code: 'other-draw',
    });
    expect(await faultOf(asFile(drawn, ...lines), { name: 'shop', value: 3 })).toBeUndefined();
  });

  test('that is refused leaves the one that was open; closing gives the recording its place back', async () => {
    const share = createShare(
      lab,
      createControls(
        lab,
        () => undefined,
        () => undefined,
      ),
      undefined,
    );
    await share.open(asFile(...lines));
    expect(share.opened.value?.records).toEqual(records);
    await share.open(asFile('hello'));
    expect(share.fault.value).toMatchObject({ code: 'not-ours', name: 'run.underload.ndjson' });
    expect(share.opened.value).toBeDefined();
    share.close();
    expect([share.opened.value, share.fault.value]).toEqual([undefined, undefined]);
  });
});
