import { describe, expect, test } from 'vitest';
import type { ControlMessage, RunRequest } from '../../../labs/kit/messages.ts';
import { formatRecord } from '../../../labs/kit/records.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { emptyProgress } from '../../../src/course/progress/schema.ts';
import type { Progress } from '../../../src/course/progress.ts';
import type { Prospect } from '../../../src/engines/choose.ts';
import type { Booted, Engine } from '../../../src/engines/engine.ts';
import { createSession } from '../../../src/workbench/state/session.ts';
import { announcement, statusText } from '../../../src/workbench/state/phase.ts';
import { engineLabel } from '../../../src/workbench/view/badge.ts';
import { done, event, head, labWith, partStart, sample } from '../run/lab.ts';

const capabilities = {
  node: 'v24.21.0',
  platform: 'linux',
  cores: 2,
  can: {
    processes: true,
    'eventloop-delay': true,
    watchdog: true,
    heap: true,
    cpu: true,
    namespaces: true,
    'open-files': true,
    haproxy: true,
    'async-context': true,
  },
  why: {},
};

/** An engine whose records the test hands out one by one. */
function handEngine(kind: Engine['kind'] = 'local') {
  const asked: RunRequest[] = [];
  const sent: ControlMessage[] = [];
  let out: ReadableStreamDefaultController<RunRecord> | undefined;
  let boots: Booted = { ok: true, capabilities };
  const engine: Engine = {
    kind,
    boot: () => Promise.resolve(boots),
    run(request) {
      asked.push(request);
      return {
        records: new ReadableStream<RunRecord>({ start: (controller) => void (out = controller) }),
        send: (message) => sent.push(message),
        stop() {
          out?.enqueue(done(500, 'stopped'));
          out?.close();
          return Promise.resolve();
        },
      };
    },
  };
  return {
    engine,
    asked,
    sent,
    put: (...records: RunRecord[]) => {
      for (const record of records) out?.enqueue(record);
    },
    close: () => out?.close(),
    failBoot() {
      boots = {
        ok: false,
        error: { code: 'engine-lost', message: 'The server does not answer.', next: 'Start it.' },
      };
    },
  };
}

const lab = labWith({
  programs: [{ name: 'proxy', file: 'proxy.ts', ready: 'listening' }],
  files: [{ path: 'proxy.ts', editable: true, about: '' }],
  controls: [
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
  ],
  scenario: { duration: 10_000, parts: [{ at: 0, id: 'a', label: 'healthy', set: { rate: 10 } }] },
  checks: [
    {
      id: 'opens',
      title: 'Opens',
      judge: (run) =>
        run.events('proxy', 'breaker.open').length > 0
          ? { state: 'passed', figure: '1 open' }
          : { state: 'measuring', figure: '0 opens' },
    },
  ],
  figures: [
    {
      id: 'delay',
      label: 'Delay',
      unit: 'ms',
      read: (run) => run.samples('proxy', 'delay').at(-1)?.value.toString(),
    },
  ],
});

/** @param seen what a glance finds in the place of the engine */
function setUp(hand = handEngine(), seen?: Prospect) {
  let boots = 0;
  let progress: Progress = emptyProgress();
  const listeners: ((progress: Progress) => void)[] = [];
  const update = (change: (before: Progress) => Progress) => {
    progress = change(progress);
    for (const listener of listeners) listener(progress);
  };
  const session = createSession({
    lab,
    lesson: 'breakers/sample',
    recording: undefined,
    originals: new Map([['proxy.ts', 'text']]),
    solution: () => Promise.resolve(undefined),
    choose: {
      glance: () => Promise.resolve(seen ?? { engine: hand.engine, capabilities, why: 'Because.' }),
      boot: (_lab, _wish, onProgress) => {
        boots += 1;
        onProgress({ id: 'container', label: 'Starting Node in this page', state: 'running' });
        return Promise.resolve({ engine: hand.engine, capabilities, why: 'Because.' });
      },
    },
    progress: {
      read: () => progress,
      update,
      listen: (listener) => void listeners.push(listener),
    },
    nextFrame: (callback) =>
      void setTimeout(() => {
        callback(performance.now());
      }),
    later: (task) => {
      const timer = setTimeout(task);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  return { session, hand, boots: () => boots, progress: () => progress, update };
}

/** Settled when the session is in that phase. */
function phase(session: ReturnType<typeof setUp>['session'], name: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.runner.phase.subscribe((now) => {
      if (now.name !== name) return;
      resolve();
      queueMicrotask(() => {
        stop();
      });
    });
  });
}

describe('a run', () => {
  test('carries the learner’s edits and held controls, and says where it stands', async () => {
    const { session, hand } = setUp();
    session.edits.setText('proxy.ts', 'mine');
    session.controls.set('rate', 70);
    void session.start();
    await phase(session, 'starting');
    expect(hand.asked).toEqual([
      { lab: 'sample-lab', edits: { 'proxy.ts': 'mine' }, controls: { rate: 70 } },
    ]);
    expect(statusText(lab, session.runner.phase.value, session.runner.store.value)).toBe(
      'Waiting for proxy…',
    );
    hand.put(head, partStart(400, 'a'));
    await phase(session, 'running');
    expect(session.busy.value).toBe(true);
    expect(statusText(lab, session.runner.phase.value, session.runner.store.value)).toBe('10 s left');
    await session.stop();
  });

  test('played to its end with all checks passed is kept, and the lesson is done', async () => {
    const { session, hand, progress } = setUp();
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head, partStart(400, 'a'), sample(450, { delay: 7 }), event(500, 'breaker.open'), done(10_400));
    hand.close();
    await ended;
    expect(progress().results['sample-lab']).toMatchObject({
      at: '2026-11-21T09:00:10.400Z',
      engine: 'local',
      checks: { opens: { state: 'passed', figure: '1 open' } },
      figures: { delay: '7' },
    });
    expect(progress().done).toHaveProperty('breakers/sample');
    expect(announcement(lab, session.runner.phase.value, session.runner.store.value)).toBe(
      'Finished. 1 of 1 checks passed.',
    );
  });

  test('that failed a check is kept, and the lesson is not done', async () => {
    const { session, hand, progress } = setUp();
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head, partStart(400, 'a'), done(10_400));
    hand.close();
    await ended;
    expect(progress().results['sample-lab']?.checks['opens']?.state).toBe('failed');
    expect(progress().done).toEqual({});
  });

  test('that only replayed a recording is not the learner’s and is not kept', async () => {
    const { session, hand, progress } = setUp(handEngine('recorded'));
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head, partStart(400, 'a'), event(500, 'breaker.open'), done(10_400));
    hand.close();
    await ended;
    expect(progress().results).toEqual({});
    expect(progress().done).toEqual({});
  });

  test('stopped in the middle ends, and does not overwrite what was kept', async () => {
    const { session, hand, progress } = setUp();
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head, partStart(400, 'a'));
    await phase(session, 'running');
    await session.stop();
    await ended;
    expect(session.runner.phase.value).toEqual({ name: 'ended', reason: 'stopped' });
    expect(progress().results).toEqual({});
  });

  test('whose stream ends without a last record is lost; the next press asks the engine first', async () => {
    const { session, hand } = setUp();
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head);
    hand.close();
    await ended;
    expect(session.runner.phase.value).toEqual({ name: 'ended', reason: 'lost' });
    hand.failBoot();
    await session.start();
    expect(hand.asked).toHaveLength(1);
    expect(session.engine.failure.value?.next).toBe('Start it.');
    expect(session.runner.phase.value).toEqual({ name: 'ended', reason: 'failed' });
  });
});

describe('an engine that would start in the page', () => {
  const prospect: Prospect = { kind: 'webcontainer', why: 'When you press Run.' };

  test('is not started by a look at the workbench, nor by its choice', async () => {
    const { session, boots } = setUp(handEngine('webcontainer'), prospect);
    await session.engine.glance();
    await session.changeEngine('webcontainer');
    expect(session.engine.prospect.value).toEqual(prospect);
    expect(session.engine.chosen.value).toBeUndefined();
    expect(engineLabel(undefined, prospect, undefined)).toBe('WebContainer · starts at Run');
    expect(boots()).toBe(0);
  });

  test('starts once, at Run, whose steps stand in the toolbar', async () => {
    const { session, boots } = setUp(handEngine('webcontainer'), prospect);
    const said: string[] = [];
    session.runner.phase.subscribe((now) => said.push(statusText(lab, now, undefined)));
    void session.engine.glance();
    void session.start();
    await phase(session, 'starting');
    expect(said).toContain('Starting Node in this page…');
    expect([session.engine.chosen.value?.engine.kind, session.engine.prospect.value]).toEqual([
      'webcontainer',
      undefined,
    ]);
    await session.stop();
    await phase(session, 'ended');
    void session.start();
    await phase(session, 'starting');
    expect(boots()).toBe(1);
    await session.stop();
  });
});

describe('a control', () => {
  test('shows what the scenario sets, and what the learner holds before it', async () => {
    const { session, hand } = setUp();
    expect(session.controlValue('rate')).toBe(10);
    void session.start();
    await phase(session, 'starting');
    hand.put(head, { kind: 'control', t: 1, name: 'rate', value: 90, by: 'scenario' }, partStart(400, 'a'));
    await phase(session, 'running');
    expect(session.controlValue('rate')).toBe(90);
    session.controls.set('rate', 33);
    expect(session.controlValue('rate')).toBe(33);
    session.reset();
    expect(session.controlValue('rate')).toBe(90);
    expect(hand.sent).toContainEqual({ type: 'release', name: 'rate' });
    await session.stop();
  });

  test('reset after a run clears it', async () => {
    const { session, hand } = setUp();
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(head, partStart(400, 'a'), done(10_400));
    hand.close();
    await ended;
    session.reset();
    expect(session.runner.phase.value).toEqual({ name: 'idle' });
    expect(session.runner.store.value).toBeUndefined();
  });
});

describe('two tabs with one lab', () => {
  test('what the other tab edits shows here, and an edit here leaves the other’s files alone', () => {
    const { session, progress, update } = setUp();
    const edited = (file: string, text: string) => {
      update((before) => ({
        ...before,
        edits: { ...before.edits, 'sample-lab': { ...before.edits['sample-lab'], [file]: text } },
      }));
    };
    edited('proxy.ts', 'theirs');
    expect(session.edits.text('proxy.ts')).toBe('theirs');
    edited('elsewhere.ts', 'also theirs');
    session.edits.setText('proxy.ts', 'mine');
    session.edits.flush();
    expect(progress().edits['sample-lab']).toEqual({ 'proxy.ts': 'mine', 'elsewhere.ts': 'also theirs' });
  });
});

describe('passing a run on', () => {
  const records = [head, partStart(400, 'a'), sample(450, { delay: 7 }), done(10_400)];

  test('the learner’s own run can be saved, with the code that it began with, until Reset', async () => {
    const { session, hand } = setUp();
    session.edits.setText('proxy.ts', 'mine');
    const ended = session.start();
    await phase(session, 'starting');
    session.edits.setText('proxy.ts', 'changed since');
    hand.put(...records);
    hand.close();
    await ended;
    const own = session.share.own.value;
    expect(own?.about).toEqual({
      lab: 'sample-lab',
      lesson: 'breakers/sample',
      edits: { 'proxy.ts': 'mine' },
      drawn: undefined,
    });
    expect(own?.records()).toEqual(records);
    session.reset();
    expect(session.share.own.value).toBeUndefined();
  });

  test('a replay is nobody’s to save', async () => {
    const { session, hand } = setUp(handEngine('recorded'));
    const ended = session.start();
    await phase(session, 'starting');
    hand.put(...records);
    hand.close();
    await ended;
    expect(session.share.own.value).toBeUndefined();
  });

  test('a run from a file stands in the place of the recording until it is closed', async () => {
    const { session } = setUp();
    await session.share.open(new File(records.map(formatRecord), 'theirs.ndjson'));
    expect(session.recording?.head).toEqual(head);
    expect(session.runner.store.value).toBeUndefined();
    session.share.close();
    expect(session.recording).toBeUndefined();
  });
});
