import { describe, expect, test } from 'vitest';
import type { NumberControl } from '../../../labs/kit/manifest.ts';
import type { ControlMessage } from '../../../labs/kit/messages.ts';
import type { RecordOf } from '../../../labs/kit/records.ts';
import { createControls, firstValue } from '../../../src/workbench/state/controls.ts';
import { createEdits } from '../../../src/workbench/state/edits.ts';
import { createLog, filterLines } from '../../../src/workbench/state/log.ts';
import { problems } from '../../../src/workbench/state/problems.ts';
import { createRequests, curlLine, pathProblem } from '../../../src/workbench/state/requests.ts';
import { labWith } from '../run/lab.ts';

/** A timer that fires when the test says so. */
function handTimer() {
  let tasks: (() => void)[] = [];
  return {
    later: (task: () => void) => {
      tasks.push(task);
      return () => (tasks = tasks.filter((other) => other !== task));
    },
    fire: () => {
      for (const task of tasks.splice(0)) task();
    },
  };
}

describe('controls', () => {
  const work: NumberControl = {
    kind: 'number',
    name: 'workMs',
    label: 'Work',
    about: '',
    value: 0,
    min: 0,
    max: 200,
    step: 5,
    unit: 'ms',
  };
  const lab = labWith({
    controls: [work, { kind: 'switch', name: 'slow', label: 'Slow', about: '', value: false }],
    scenario: { duration: 1000, parts: [{ at: 0, id: 'a', label: 'a', set: { workMs: 20 } }] },
  });

  test('a dragged slider sends where it got to, once', () => {
    const sent: ControlMessage[] = [];
    const timer = handTimer();
    const controls = createControls(lab, (message) => sent.push(message), timer.later);
    controls.set('workMs', 10);
    controls.set('workMs', 35);
    expect(controls.held.value.get('workMs')).toBe(35);
    expect(sent).toEqual([]);
    timer.fire();
    expect(sent).toEqual([{ type: 'set', name: 'workMs', value: 35 }]);
  });

  test('a value out of range is brought into it; one of another kind, or of no control, is ignored', () => {
    const controls = createControls(
      lab,
      () => undefined,
      () => undefined,
    );
    controls.set('workMs', 9999);
    controls.set('slow', 'yes');
    controls.set('nothing', 1);
    expect([...controls.held.value]).toEqual([['workMs', 200]]);
  });

  test('giving back releases each held control, and what was not yet sent is not sent any more', () => {
    const sent: ControlMessage[] = [];
    const timer = handTimer();
    const controls = createControls(lab, (message) => sent.push(message), timer.later);
    controls.set('workMs', 10);
    controls.releaseAll();
    timer.fire();
    expect(sent).toEqual([{ type: 'release', name: 'workMs' }]);
    expect(controls.held.value.size).toBe(0);
  });

  test('before a run a control stands where the scenario begins', () => {
    expect(firstValue(lab, work)).toBe(20);
  });
});

describe('edits', () => {
  const originals = new Map([
    ['proxy.ts', 'one'],
    ['backend.ts', 'two'],
  ]);
  const setUp = (saved: Record<string, string> = {}) => {
    const timer = handTimer();
    const saves: [string, string | undefined][][] = [];
    const edits = createEdits({
      originals,
      editable: new Set(['proxy.ts']),
      saved,
      save: (touched) => saves.push([...touched]),
      later: timer.later,
    });
    return { edits, saves, timer };
  };

  test('are saved once, a moment after the last keystroke', () => {
    const { edits, saves, timer } = setUp();
    edits.setText('proxy.ts', 'o');
    edits.setText('proxy.ts', 'on!');
    expect(saves).toEqual([]);
    timer.fire();
    expect(saves).toEqual([[['proxy.ts', 'on!']]]);
  });

  test('are saved at once when the page goes', () => {
    const { edits, saves, timer } = setUp();
    edits.setText('proxy.ts', 'new');
    edits.flush();
    timer.fire();
    expect(saves).toEqual([[['proxy.ts', 'new']]]);
  });

  test('come back from the store, but only for files that can be edited', () => {
    const { edits } = setUp({ 'proxy.ts': 'mine', 'backend.ts': 'hacked', 'gone.ts': 'x' });
    expect(edits.text('proxy.ts')).toBe('mine');
    expect(edits.text('backend.ts')).toBe('two');
    expect([...edits.changed.value.keys()]).toEqual(['proxy.ts']);
  });

  test('a file that is as it was is no longer edited', () => {
    const { edits, saves, timer } = setUp({ 'proxy.ts': 'mine' });
    edits.setText('proxy.ts', 'one');
    timer.fire();
    expect(edits.changed.value.size).toBe(0);
    expect(saves).toEqual([[['proxy.ts', undefined]]]);
  });

  test('of another tab are taken over, but not over what was just typed here', () => {
    const { edits, saves, timer } = setUp();
    edits.adopt({ 'proxy.ts': 'theirs' });
    expect(edits.text('proxy.ts')).toBe('theirs');
    edits.setText('proxy.ts', 'mine');
    edits.adopt({ 'proxy.ts': 'theirs, later' });
    expect(edits.text('proxy.ts')).toBe('mine');
    timer.fire();
    expect(saves).toEqual([[['proxy.ts', 'mine']]]);
    edits.adopt({});
    expect(edits.changed.value.size).toBe(0);
  });

  test('one file, or all, can be reset; a read-only file cannot be changed', () => {
    const { edits } = setUp({ 'proxy.ts': 'mine' });
    edits.setText('backend.ts', 'x');
    expect(edits.text('backend.ts')).toBe('two');
    edits.reset('proxy.ts');
    expect(edits.text('proxy.ts')).toBe('one');
  });
});

describe('the log', () => {
  const line = (t: number, text: string, process = 'proxy') => ({
    kind: 'text' as const,
    t,
    process,
    stream: 'stdout' as const,
    text,
  });

  test('keeps its newest lines, counts the others, and a hundred thousand go in within a second', () => {
    const log = createLog();
    const began = performance.now();
    for (let i = 0; i < 100_000; i += 1) log.add(line(i, `line ${String(i)}`));
    expect(performance.now() - began).toBeLessThan(1000);
    expect(log.lines.at(-1)?.text).toBe('line 99999');
    expect(log.lines.length).toBeLessThan(60_000);
    expect(log.dropped + log.lines.length).toBe(100_000);
  });

  test('can be filtered by program and searched in any case', () => {
    const log = createLog();
    log.add(line(0, 'Listening', 'backend'));
    log.add(line(1, 'listening too'));
    log.add(line(2, 'open'));
    const texts = (hidden: string[], search: string) =>
      filterLines(log.lines, { hidden: new Set(hidden), search }).map(({ text }) => text);
    expect(texts([], 'LISTEN')).toEqual(['Listening', 'listening too']);
    expect(texts(['backend'], 'listen')).toEqual(['listening too']);
    expect(texts([], '')).toHaveLength(3);
  });
});

describe('requests', () => {
  test('an answer finds its request', () => {
    const sent: ControlMessage[] = [];
    const requests = createRequests((message) => sent.push(message));
    requests.send({ process: 'proxy', method: 'POST', path: '/x', body: '{"a":1}' });
    requests.send({ process: 'proxy', method: 'GET', path: '/y', body: 'ignored' });
    expect(sent).toEqual([
      {
        type: 'request',
        id: 'page-1',
        process: 'proxy',
        method: 'POST',
        path: '/x',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json' },
      },
      { type: 'request', id: 'page-2', process: 'proxy', method: 'GET', path: '/y' },
    ]);
    requests.add({ kind: 'response', t: 5, id: 'page-1', status: 201, headers: {}, body: '', duration: 3 });
    expect(requests.exchanges.value.map(({ path, response }) => [path, response?.status])).toEqual([
      ['/y', undefined],
      ['/x', 201],
    ]);
  });

  test('a path that cannot be sent says why', () => {
    expect(pathProblem('x')).toContain('/');
    expect(pathProblem('/a b')).toContain('%20');
    expect(pathProblem('/a?b=%20')).toBeUndefined();
  });

  test('the line for a shell cannot break out of its quotes', () => {
    expect(curlLine({ process: 'proxy', method: 'GET', path: "/a'$(id)", body: '' }, 4000)).toBe(
      "curl 'http://127.0.0.1:4000/a'\\''$(id)'",
    );
    expect(curlLine({ process: 'proxy', method: 'POST', path: '/', body: "it's" }, 4000)).toBe(
      "curl -X POST -H 'content-type: text/plain' -d 'it'\\''s' 'http://127.0.0.1:4000/'",
    );
  });
});

describe('problems', () => {
  test('the worst comes first, with its place and what to do', () => {
    const found = problems(
      [
        { kind: 'notice', t: 0, level: 'warning', code: 'limit-output', message: 'Output was cut.' },
        {
          kind: 'notice',
          t: 1,
          level: 'error',
          code: 'program-failed',
          message: 'It broke.',
          next: 'Mend it.',
          file: 'proxy.ts',
          line: 3,
        },
      ],
      'failed',
      undefined,
    );
    expect(found.map(({ message }) => message)).toEqual(['It broke.', 'Output was cut.']);
    expect(found[0]).toMatchObject({ next: 'Mend it.', place: { file: 'proxy.ts', line: 3 } });
  });

  test('what is left out has a place of its own', () => {
    const notice: RecordOf<'notice'> = {
      kind: 'notice',
      t: 0,
      level: 'warning',
      code: 'reports-left-out',
      process: 'proxy',
      message: 'x',
    };
    expect(problems([notice], 'stopped', undefined)).toEqual([]);
  });

  test('an end that nobody explained is explained', () => {
    expect(problems([], 'lost', undefined)[0]?.next).toContain('edits are kept');
    expect(problems([], 'failed', undefined)).toHaveLength(1);
    expect(problems([], 'scenario-ended', undefined)).toEqual([]);
  });
});
