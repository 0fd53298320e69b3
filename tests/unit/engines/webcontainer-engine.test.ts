/** What the WebContainer engine does when the host does not do what it should. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunRecord } from '../../../labs/kit/records.ts';
import type { BootStep, Booted, Engine, Run } from '../../../src/engines/engine.ts';
import { readTrial } from '../../../src/engines/webcontainer/capabilities.ts';
import { createEngineOn } from '../../../src/engines/webcontainer/engine.ts';
import { createInput, readOutput } from '../../../src/engines/webcontainer/output.ts';
import { fakeGround, fakeProcess, trialAnswer, type FakeProcess } from './fake-container.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const boot = (
  engine: Engine,
  steps: BootStep[] = [],
  signal = new AbortController().signal,
): Promise<Booted> => engine.boot({ signal, onProgress: (step) => steps.push(step) });
const codeOf = async (booted: Promise<Booted>): Promise<string> => {
  const came = await booted;
  return came.ok ? 'booted' : came.error.code;
};
/** Turns the page's loop until something is there; time passes only as timers need. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    const found = look();
    if (found !== undefined) return found;
    await vi.advanceTimersByTimeAsync(1);
  }
  throw new Error('it never came');
}
async function booted(engine: Engine): Promise<Booted> {
  let came: Booted | undefined;
  void boot(engine).then((one) => (came = one));
  return until(() => came);
}

describe('boot', () => {
  it('names its steps, each begun and done, and tells what was found by trying', async () => {
    const steps: BootStep[] = [];
    let came: Booted | undefined;
    void boot(createEngineOn(fakeGround().ground), steps).then((one) => (came = one));
    expect(await until(() => came)).toMatchObject({
      ok: true,
      capabilities: { node: 'v22.22.3', cores: 4, can: { processes: true } },
    });
    const ids = ['image', 'container', 'mount', 'probe'];
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual(
      ids.flatMap((id) => [`${id} running`, `${id} done`]),
    );
  });

  it.each([
    ['boot-timeout', true, 30_000],
    ['host-unreachable', false, 20_000],
  ])('ends as %s, if the host has answered: %s, after %i ms', async (code, answered, afterMs) => {
    const { ground } = fakeGround({
      bootClient: () => new Promise(() => undefined),
      hostAnswered: () => answered,
    });
    let came: string | undefined;
    void codeOf(boot(createEngineOn(ground))).then((one) => (came = one));
    await vi.advanceTimersByTimeAsync(afterMs - 1);
    expect(came).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(await until(() => came)).toBe(code);
  });

  it('that took too long is waited for by the next one, since a second would queue behind it', async () => {
    const late = Promise.withResolvers<never>();
    let boots = 0;
    const { ground } = fakeGround({
      bootClient: () => {
        boots += 1;
        return late.promise;
      },
    });
    const engine = createEngineOn(ground);
    const first = codeOf(boot(engine));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await first).toBe('boot-timeout');
    const second = codeOf(boot(engine));
    await vi.advanceTimersByTimeAsync(1000);
    late.resolve((await fakeGround().ground.bootClient()) as never);
    let code: string | undefined;
    void second.then((one) => (code = one));
    expect(await until(() => code)).toBe('booted');
    expect(boots).toBe(1);
  });

  it.each([
    ['not-isolated', { surroundings: () => ({ isolated: false, lacking: [], storage: true, online: true }) }],
    ['second-tab', { claim: () => Promise.resolve(false) }],
    ['out-of-memory', { bootClient: () => Promise.reject(new RangeError('could not allocate memory')) }],
    [
      'no-image',
      {
        loadImage: () =>
          Promise.resolve({
            ok: false,
            error: { code: 'no-image', message: 'None.', next: 'None.' },
          } as const),
      },
    ],
  ] as const)('fails with %s as a value, and tries again the next time', async (code, given) => {
    const working = fakeGround();
    const ground = { ...working.ground, ...given };
    const engine = createEngineOn(ground);
    expect(await codeOf(boot(engine))).toBe(code);
    Object.assign(ground, working.ground);
    expect(await booted(engine)).toMatchObject({ ok: true });
  });

  it('is called off by its signal, and goes on for the others', async () => {
    const { ground } = fakeGround();
    const engine = createEngineOn(ground);
    const calledOff = new AbortController();
    const mine = codeOf(boot(engine, [], calledOff.signal));
    calledOff.abort();
    expect(await mine).toBe('aborted');
    expect(await booted(engine)).toMatchObject({ ok: true });
  });

  it('happens once, however often it is asked for', async () => {
    const { ground, boots } = fakeGround();
    const engine = createEngineOn(ground);
    await Promise.all([booted(engine), booted(engine)]);
    await booted(engine);
    expect(boots()).toBe(1);
  });
});

describe('a run', () => {
  const line = (record: object): string => `${JSON.stringify(record)}\r\n`;
  const head = {
    kind: 'run',
    t: 0,
    format: 1,
    id: 'r',
    lab: 'echo',
    variant: 'starter',
    edited: [],
    node: 'v22.22.3',
    platform: 'linux',
    cores: 4,
    startedAt: '2026-01-01T00:00:00.000Z',
  };

  function read({ records }: Run): RunRecord[] {
    const seen: RunRecord[] = [];
    void (async () => {
      for await (const record of records as unknown as AsyncIterable<RunRecord>) seen.push(record);
    })();
    return seen;
  }
  const done = (seen: readonly RunRecord[]) => until(() => seen.find((record) => record.kind === 'done'));

  async function started(): Promise<{
    engine: Engine;
    run: Run;
    seen: RunRecord[];
    child: FakeProcess;
    tornDown: () => number;
    boots: () => number;
  }> {
    const { ground, spawned, ...counts } = fakeGround();
    const engine = createEngineOn(ground, 5000);
    await booted(engine);
    const run = engine.run({ lab: 'echo' });
    const seen = read(run);
    const child = await until(() => spawned[0]);
    await until(() => child.heard[0]);
    return { engine, run, seen, child, ...counts };
  }

  it('is read through cut lines, carriage returns and what the runtime says beside', async () => {
    const { seen, child } = await started();
    const text = `warning: { odd }\r\n${line(head)}${line({ kind: 'done', t: 5, reason: 'scenario-ended' })}`;
    for (const piece of text.match(/.{1,7}/gs) ?? []) child.print(piece);
    child.exit();
    expect(await done(seen)).toMatchObject({ reason: 'scenario-ended', t: 5 });
    expect(seen.map(({ kind }) => kind)).toEqual(['run', 'done']);
  });

  it('says what was printed last when its supervisor ends without a word, and is begun anew', async () => {
    const { engine, seen, child, boots } = await started();
    child.print("Error: Cannot find module 'valibot'\n    at somewhere\n");
    child.exit(1);
    expect(await done(seen)).toMatchObject({ reason: 'lost' });
    expect(seen.find((record) => record.kind === 'notice')).toMatchObject({
      code: 'engine-lost',
      message: expect.stringContaining("Cannot find module 'valibot'") as string,
    });
    await booted(engine);
    expect(boots()).toBe(2);
  });

  it('that hangs is thrown away with its container, and the next one gets a new container', async () => {
    const { engine, run, seen, child, tornDown, boots } = await started();
    child.print(line(head));
    let stopped = false;
    void run.stop().then(() => (stopped = true));
    expect(await done(seen)).toMatchObject({ reason: 'stopped' });
    expect(await until(() => stopped || undefined)).toBe(true);
    expect(seen).toContainEqual(expect.objectContaining({ code: 'engine-thrown-away' }));
    expect([child.killed(), tornDown()]).toEqual([true, 1]);
    await booted(engine);
    expect(boots()).toBe(2);
  });

  it('that leaves processes behind takes the container with it', async () => {
    const { seen, child, tornDown } = await started();
    child.print(
      line(head) + line({ kind: 'notice', t: 1, level: 'warning', code: 'processes-left', message: 'x' }),
    );
    child.print(line({ kind: 'done', t: 2, reason: 'stopped' }));
    child.exit();
    await done(seen);
    expect(tornDown()).toBe(1);
  });

  it('ends as failed where nothing could be started', async () => {
    const { ground } = fakeGround({ claim: () => Promise.resolve(false) });
    const seen = read(createEngineOn(ground).run({ lab: 'echo' }));
    expect(await done(seen)).toMatchObject({ reason: 'failed' });
    expect(seen).toContainEqual(expect.objectContaining({ code: 'second-tab', level: 'error' }));
  });
});

describe('a process', () => {
  it('is told in one write what is said in one turn', async () => {
    const { process, heard } = fakeProcess();
    const say = createInput(process);
    for (const word of ['one', 'two', 'three']) say(word);
    await vi.advanceTimersByTimeAsync(1);
    say('four');
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toEqual(['one\ntwo\nthree\n', 'four\n']);
  });

  it('is read to its end, whether or not its stream ends with it', async () => {
    const { process, print, exit } = fakeProcess();
    const read = (async () => {
      let all = '';
      for await (const text of readOutput(process, new AbortController().signal)) all += text;
      return all;
    })();
    exit();
    await vi.advanceTimersByTimeAsync(50);
    print('late');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await read).toBe('late');
  });
});

describe('the trial', () => {
  it('gives a reason exactly for what is missing', () => {
    const { can, why } = readTrial(
      `noise\n${trialAnswer.replace('"why":{}', '"why":{"heap":"It stood still."}')}\n`,
    );
    expect(can.heap).toBe(false);
    expect(why).toEqual({ heap: 'It stood still.' });
    expect(can['async-context']).toBe(true);
  });

  it('that says nothing finds a runtime that can do nothing, and says why', () => {
    const { can, why } = readTrial('Error: Cannot find module\n');
    expect(Object.values(can)).not.toContain(true);
    expect(Object.keys(why)).toEqual(Object.keys(can));
    expect(why.processes).toContain('Cannot find module');
  });
});
