/** What the monitor says of expressions, rules and answers that it can't read. That it computes rightly, tests/labs/promql.test.ts proves. */
import { describe, expect, test } from 'vitest';
import { query } from '../../../labs/watch-it/promql/evaluate.ts';
import { readExposition } from '../../../labs/watch-it/promql/exposition.ts';
import { followAlert, readRules } from '../../../labs/watch-it/promql/rules.ts';
import { SampleStore } from '../../../labs/watch-it/promql/store.ts';

const TARGET = { job: 'proxy' };

describe('what a service exposes', () => {
  test('is read with labels, escapes, and values that are no digits', () => {
    const text =
      '# HELP a Help.\n# TYPE a gauge\na 1\nb{le="+Inf",path="a\\"b,c\\\\"} NaN\nc{x="1",} -Inf 1700000000000\n';
    expect(readExposition(text)).toEqual([
      { labels: { __name__: 'a' }, value: 1 },
      { labels: { __name__: 'b', le: '+Inf', path: 'a"b,c\\' }, value: NaN },
      { labels: { __name__: 'c', x: '1' }, value: -Infinity },
    ]);
  });

  test.each(['<html>', 'a{x="1} 2', 'a'])('is not made up from %s', (text) => {
    expect(readExposition(text)).toBeUndefined();
  });
});

describe('an expression that is not known', () => {
  const store = new SampleStore();
  store.append({ __name__: 'a', x: '1' }, 0, 1);
  store.append({ __name__: 'a', x: '2' }, 0, 2);

  test.each([
    ['', 'something is missing'],
    ['sum(', 'something is missing after “sum(”'],
    ['a{x=1}', '“1}” after “a{x=”'],
    ['topk(3, a)', '“topk” is not known here'],
    ['a[5s:1s]', '“a[5s:1s]” is not known here'],
    ['a * on (x) group_left a', '“group_left” is not known here'],
    ['{}', 'every metric there is'],
  ])('%s is refused with a reason', (text, reason) => {
    expect(query(text)).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
  });

  test.each([
    ['rate(a)', 'rate() needs a metric with a range'],
    ['a[5s]', 'is many values'],
    ['deriv(a[5s])', 'deriv() is not known here'],
    ['1 > 2', 'Two numbers are compared by > bool'],
    ['sum(1)', 'A metric is wanted'],
    ['a / on () a', 'Several series on the right of /'],
    ['a > on (y) vector(0)', 'Several series on the left of >'],
  ])('%s says so when it is asked', (text, reason) => {
    const asked = query(text);
    expect(asked.ok && asked.at(store, 1)).toMatchObject({
      ok: false,
      message: expect.stringContaining(reason),
    });
  });
});

describe('a series', () => {
  const up = query('up');
  const value = query('a');
  const at = (asked: typeof up, store: SampleStore, t: number) => {
    const result = asked.ok && asked.at(store, t);
    return result && result.ok ? result.points.map((point) => point.value) : undefined;
  };

  test('ends when a scrape fails or no longer has it, and up says which', () => {
    const store = new SampleStore();
    store.scraped(TARGET, 0, [{ labels: { __name__: 'a' }, value: 7 }]);
    store.scraped(TARGET, 500, undefined);
    store.scraped(TARGET, 1000, [{ labels: { __name__: 'a' }, value: 8 }]);
    store.scraped(TARGET, 1500, []);
    expect([400, 900, 1400, 1900].map((t) => [at(value, store, t), at(up, store, t)])).toEqual([
      [[7], [1]],
      [[], [0]],
      [[8], [1]],
      [[], [1]],
    ]);
  });
});

describe('a rule file', () => {
  const rule = (lines: string) => `groups:\n  - name: g\n    rules:\n      - alert: A\n${lines}`;

  test.each([
    ['groups: [', 'alerts.yml:1: '],
    ['groups: 3', 'alerts.yml:1: groups'],
    [rule('        expr: sum(\n'), 'alerts.yml:5: A: This is not PromQL'],
    [
      rule('        expr: a\n        for: soon\n'),
      'alerts.yml:6: groups.0.rules.0.for: a duration is written like',
    ],
    [rule('        exp: a\n'), 'alerts.yml:4: groups.0.rules.0.expr'],
  ])('%j that is wrong is refused with its line', (text, reason) => {
    expect(readRules(text)).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
  });

  test('makes alerts that wait for as long as `for` says, and begin again when they were interrupted', () => {
    const read = readRules(rule('        expr: a > 0\n        for: 1s\n'));
    if (!read.ok) throw new Error(read.message);
    const follow = followAlert(read.alerts[0]!);
    const store = new SampleStore();
    const states = [1, 1, 1, 0, 1, 1, 1].map((value, i) => {
      store.append({ __name__: 'a' }, i * 500, value);
      const followed = follow(store, i * 500);
      return followed.ok && followed.state;
    });
    expect(states).toEqual(['pending', 'pending', 'firing', 'inactive', 'pending', 'pending', 'firing']);
  });
});
