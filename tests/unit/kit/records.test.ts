import { describe, expect, test } from 'vitest';
import { formatRecord, parseRecord, type RunRecord } from '../../../labs/kit/records.ts';

const text = (printed: string): RunRecord => ({
  kind: 'text',
  t: 1.5,
  process: 'proxy',
  stream: 'stdout',
  text: printed,
});

describe('records', () => {
  test.each(['plain', 'Grüße', '\u2028', '🙂', '\u0000', '\ud83d', '</script>'])(
    '%j survives the stream as ASCII',
    (printed) => {
      const line = formatRecord(text(printed));
      expect(line).toMatch(/^[\x20-\x7e]+\n$/);
      expect(parseRecord(line)).toEqual({ ok: true, record: text(printed) });
    },
  );

  test('what is not JSON comes back as an error', () => {
    expect(parseRecord('{"kind":')).toMatchObject({ ok: false, code: 'not-json' });
  });

  test.each([
    ['an unknown kind', { kind: 'surprise', t: 1 }],
    ['no time', { kind: 'done', reason: 'stopped' }],
    ['a time before the run', { kind: 'done', t: -1, reason: 'stopped' }],
    ['a sample that is no number', { kind: 'sample', t: 1, process: 'p', values: { a: 'NaN' } }],
    ['another version of the format', { kind: 'run', t: 0, format: 2 }],
    ['a list', []],
    ['null', null],
  ])('%s is no record', (_what, value) => {
    expect(parseRecord(JSON.stringify(value))).toMatchObject({ ok: false, code: 'not-a-record' });
  });

  test('a metric named __proto__ does not reach the prototype', () => {
    const parsed = parseRecord('{"kind":"sample","t":1,"process":"p","values":{"__proto__":1,"a":2}}');
    expect(parsed.ok && parsed.record.kind === 'sample' && Object.keys(parsed.record.values)).toEqual(['a']);
  });
});
