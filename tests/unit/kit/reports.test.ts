/** What a program may do to its channel, and what becomes of it. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatRecord, parseRecord, type RecordOf, type RunRecord } from '../../../labs/kit/records.ts';
import { MOST } from '../../../labs/kit/supervise/left-out.ts';
import { readReports } from '../../../labs/kit/supervise/reports.ts';

type Said = Omit<RecordOf<'notice'>, 't'>;

/** A channel that is read at a time that the test sets. */
function channel(wants: (bytes: number) => boolean = () => true) {
  const source = new PassThrough();
  const records: RunRecord[] = [];
  const ports: number[] = [];
  const said: Said[] = [];
  const clock = { now: 10_000 };
  const { finish } = readReports(source, {
    process: 'proxy',
    wants,
    onRecord: (record) => records.push(record),
    onListening: (port) => ports.push(port),
    onNotice: (notice) => said.push(notice as Said),
    now: () => clock.now,
  });
  const write = (...lines: (string | Uint8Array)[]) => {
    for (const line of lines) source.emit('data', Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
  };
  return { source, records, ports, said, clock, finish, write };
}

const sample = (values: unknown, t: unknown = 10_000) => JSON.stringify({ kind: 'sample', t, values });
const event = (name: string, rest: object = {}) =>
  JSON.stringify({ kind: 'event', t: 10_000, name, ...rest });
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a report that is none', () => {
  test.each([
    ['no JSON', '<img src=x onerror=alert(1)>', '1 line that is not JSON'],
    ['half of a character', Uint8Array.of(0x7b, 0xe2, 0x82), '1 line that is not JSON'],
    ['pieces of a line that is none', '+7.0 {"kind":\n.7.0 "sample', '1 line that is not JSON'],
    ['null', 'null', '1 report that has no known shape'],
    ['a list', '[1]', '1 report that has no known shape'],
    ['an unknown kind', '{"kind":"surprise","t":1}', '1 report that has no known shape'],
    ['a kind from the prototype', '{"kind":"toString","t":1}', '1 report that has no known shape'],
    ['values that are a list', sample([1]), '1 report that has no known shape'],
    ['the end of the run', '{"kind":"done","t":1,"reason":"stopped"}', 'a kind that is not for programs'],
    ['a notice', '{"kind":"notice","t":1,"level":"error","code":"x","message":"x"}', 'not for programs'],
    ['a port that is none', '{"kind":"listening","port":70000}', '1 report that has no known shape'],
    ['an event without a name', event(''), '1 name that is empty, too long or reserved'],
    ['an event with an endless name', event('x'.repeat(201)), '1 name that is empty, too long or reserved'],
    [
      'detail without a floor',
      `{"kind":"event","t":1,"name":"x","detail":{"a":${nested(100_000)}}}`,
      'nested',
    ],
    ['an endless line', `"${'x'.repeat(3_000_000)}`, '1 line that is too long'],
  ])('%s is left out, and said with its reason', (_what, line, reason) => {
    const { records, ports, said, write } = channel();
    write(line, event('after'));
    expect(ports).toEqual([]);
    expect(records).toMatchObject([{ kind: 'event', name: 'after', process: 'proxy' }]);
    expect(said).toMatchObject([{ level: 'warning', code: 'reports-left-out', process: 'proxy' }]);
    expect(said[0]?.message).toContain(reason);
    expect(said[0]?.next).toBeTruthy();
    expect(said[0]?.message.length).toBeLessThan(300);
  });

  test('a line that never ends is not kept, and what comes after it is read', () => {
    const { source, records, said, write } = channel();
    for (let i = 0; i < 200; i += 1) source.emit('data', Buffer.alloc(64_000, 'x'));
    expect(said).toHaveLength(1);
    write('', event('after'));
    expect(records).toHaveLength(1);
  });
});

describe('a sample', () => {
  test('loses its bad values and keeps the good ones', () => {
    const { records, said, write } = channel();
    write(
      '{"kind":"sample","t":10000,"values":{"good":1,"null":null,"text":"NaN","huge":1e999,"":2,"__proto__":3,"constructor":4,"toString":5,"hasOwnProperty":6}}',
    );
    expect(records).toEqual([
      {
        kind: 'sample',
        t: 10_000,
        process: 'proxy',
        values: { good: 1, toString: 5, hasOwnProperty: 6 },
      },
    ]);
    expect(said[0]?.message).toContain('3 names that are empty, too long or reserved');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test('with nothing but bad values is no sample', () => {
    const { records, write } = channel();
    write(sample({ a: null, b: 'x' }));
    expect(records).toEqual([]);
  });
});

describe('too much', () => {
  test('a hundred thousand names of series leave the first hundred, and the metrics of the kit', () => {
    const { records, said, write, finish } = channel();
    for (let i = 0; i < 100; i += 1) {
      const values = Object.fromEntries(
        Array.from({ length: 1000 }, (_, j) => [`series-${String(i * 1000 + j)}`, j] as const),
      );
      write(sample(values));
    }
    write(sample({ 'nodejs.eventloop.delay.watchdog': 7 }));
    finish();
    const names = records.flatMap((record) => (record.kind === 'sample' ? Object.keys(record.values) : []));
    expect(names).toHaveLength(MOST.names + 1);
    expect(names).toContain('nodejs.eventloop.delay.watchdog');
    expect(said.at(-1)?.message).toContain('99,900 values past the first 100 names of series');
  });

  test('events past the most are counted', () => {
    const { records, said, write, finish } = channel();
    for (let i = 0; i < MOST.event + 5; i += 1) write(event('tick'));
    write(sample({ a: 1 }));
    finish();
    expect(records).toHaveLength(MOST.event + 1);
    expect(said.at(-1)?.message).toContain('5 events past the first 20,000');
  });

  test('nothing is read once no more is wanted', () => {
    let bytes = 0;
    const { records, write } = channel((more) => (bytes += more) < 200);
    for (let i = 0; i < 100; i += 1) write(event('tick'));
    expect(records.length).toBeGreaterThan(1);
    expect(records.length).toBeLessThan(10);
  });
});

describe('what is left out', () => {
  test('is said at once, then every five seconds if there is more, and at the end', () => {
    const { said, write, source } = channel();
    write('first');
    for (let i = 0; i < 99; i += 1) write('again');
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(5000);
    expect(said).toHaveLength(2);
    expect(said[1]?.message).toBe(
      'Left out of what proxy reported: 100 lines that are not JSON. First: first.',
    );
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
    write('more', 'more');
    vi.advanceTimersByTime(1000);
    expect(said).toHaveLength(3);
    source.emit('end');
    expect(said).toHaveLength(4);
    expect(said[3]?.message).toContain('102 lines');
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(4);
  });
});

describe('the clock of a program', () => {
  test.each([
    ['far in the future', 1e12],
    ['infinite', '1e999'],
    ['before the run', -1],
    ['text', '"now"'],
    ['missing', undefined],
  ])('that is %s gives way to the time of arrival, is said, and harms no later report', (_what, t) => {
    const { records, said, clock, write } = channel();
    write(`{"kind":"event","name":"wrong"${t === undefined ? '' : `,"t":${String(t)}`}}`);
    clock.now = 10_100;
    write(sample({ a: 1 }, 10_090));
    expect(records.map((record) => record.t)).toEqual([10_000, 10_090]);
    expect(said).toMatchObject([{ code: 'clock-jumped', process: 'proxy' }]);
    expect(said[0]?.message).toContain('1 report of proxy');
  });

  test('that jumps back gives way too, but not where all reports arrive late', () => {
    const { records, said, clock, write } = channel();
    write(sample({ a: 1 }, 1000), sample({ a: 1 }, 1100));
    expect(said).toEqual([]);
    clock.now = 20_000;
    write(sample({ a: 1 }, 1200), sample({ a: 1 }, 19_900));
    expect(said).toEqual([]);
    write(sample({ a: 1 }, 1300));
    expect(records.map((record) => record.t)).toEqual([1000, 1100, 1200, 19_900, 20_000]);
    expect(said).toHaveLength(1);
  });
});

test('every record that is passed on can be written and read again', () => {
  const { records, write } = channel();
  write(
    '{"kind":"event","t":1,"name":"__proto__","process":"scenario","detail":{"__proto__":{"a":1},"b":{"__proto__":2}}}',
    '{"kind":"span","t":1,"event":"start","id":1,"__proto__":{"polluted":true},"path":"\\ud83d"}',
    `{"kind":"event","t":1,"name":"x","detail":{"a":${nested(15)}}}`,
    '{"kind":"artifact","t":1,"name":"</script>","mediaType":"text/html","data":"\\u2028"}',
    '{"kind":"sample","t":1,"values":{"a":1,"b":null}}',
  );
  expect(records).toHaveLength(5);
  for (const record of records) {
    const line = formatRecord(record);
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(parseRecord(line)).toMatchObject({ ok: true });
    expect('process' in record && record.process).toBe('proxy');
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
