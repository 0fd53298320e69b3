/** Which engine a page gets, and what the learner is told of the choice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEngine, glanceAtEngines, type ChooseOptions } from '../../src/engines/choose.ts';
import type { Lab } from '../../labs/kit/manifest.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { unknownCapabilities } from '../../src/engines/stream.ts';
import { record } from './engines.ts';
import { startServerProcess, type ServerProcess } from './server.ts';

let server: ServerProcess;
let recording: string;
beforeAll(async () => {
  [server, recording] = await Promise.all([startServerProcess(), record(0.2)]);
});
afterAll(() => server.kill('SIGTERM'));

const lab = { id: 'echo', needs: ['processes'] as const };
const needing = (needs: readonly ('processes' | 'haproxy' | 'namespaces')[]) => ({
  id: 'echo',
  needs: [...needs],
});
const loadRecording = (): Promise<string> => Promise.resolve(recording);

describe('the engine', () => {
  it('is the local one where the page has its token', async () => {
    const chosen = await chooseEngine(needing(lab.needs), undefined, { ...server, loadRecording });
    expect(chosen.engine.kind).toBe('local');
    expect(chosen.capabilities.can.processes).toBe(true);
    expect(chosen.why).toContain('Your own machine');
  });

  it('is the recording where there is no token, and says how to run it for real', async () => {
    const chosen = await chooseEngine(needing(lab.needs), undefined, { loadRecording });
    expect(chosen.engine.kind).toBe('recorded');
    expect(chosen.capabilities.node).toBe(process.version);
    expect(chosen.why).toContain('npm start');
  });

  it('is the recording where the learner chose it', async () => {
    const chosen = await chooseEngine(needing(lab.needs), 'recorded', { ...server, loadRecording });
    expect([chosen.engine.kind, chosen.why]).toEqual(['recorded', expect.stringContaining('as you chose')]);
  });

  it('is the recording where the token is old, and says why', async () => {
    const chosen = await chooseEngine(needing(lab.needs), 'local', {
      base: server.base,
      token: 'x'.repeat(43),
      loadRecording,
    });
    expect([chosen.engine.kind, chosen.why]).toEqual(['recorded', expect.stringContaining('earlier start')]);
  });

  it('is the recording where the machine lacks what the lab needs, and says what and which command runs it', async () => {
    const local = await chooseEngine(needing([]), undefined, { ...server, loadRecording });
    const lacking = (['haproxy', 'namespaces'] as const).find((name) => !local.capabilities.can[name]);
    const chosen = await chooseEngine(needing(lacking ? [lacking] : []), undefined, {
      ...server,
      loadRecording,
    });
    expect(chosen.engine.kind).toBe(lacking ? 'recorded' : 'local');
    if (!lacking) return;
    expect(chosen.why).toContain(local.capabilities.why[lacking]!);
    expect(chosen.why).toContain('npm run lab -- echo');
  });

  it('is a recording that says that it could not be loaded, where nothing is there', async () => {
    const chosen = await chooseEngine(needing([]), undefined, {
      loadRecording: () => Promise.resolve(undefined),
    });
    expect([chosen.engine.kind, chosen.why]).toEqual(['recorded', expect.stringContaining('no recording')]);
  });
});

describe('the engine in the page', () => {
  const isolated = { isolated: true, lacking: [], storage: true, online: true };
  const can = { ...unknownCapabilities.can, processes: true };
  const capabilities = { ...unknownCapabilities, can, why: { heap: 'The heap reading stood still.' } };
  let asked = 0;
  const inPage = (booted: Awaited<ReturnType<Engine['boot']>>): ChooseOptions => ({
    loadRecording,
    surroundings: isolated,
    loadImage: () => Promise.reject(new Error('not before the engine wants it')),
    webcontainer: () => {
      asked += 1;
      return Promise.resolve({
        kind: 'webcontainer',
        boot: () => Promise.resolve(booted),
        run: () => {
          throw new Error('nothing is run here');
        },
      });
    },
  });
  const works = inPage({ ok: true, capabilities });
  const needs = (...names: Lab['needs']) => ({ id: 'echo', needs: names });

  it('is chosen where the page is isolated and has what to run, and there is no local one', async () => {
    const chosen = await chooseEngine(needs('processes'), undefined, works);
    expect([chosen.engine.kind, chosen.why]).toEqual([
      'webcontainer',
      expect.stringContaining('WebContainer'),
    ]);
  });

  it('comes after the local one, and before it where the learner chose it', async () => {
    const both = { ...works, ...server };
    expect((await chooseEngine(needs('processes'), undefined, both)).engine.kind).toBe('local');
    expect((await chooseEngine(needs('processes'), 'local', both)).engine.kind).toBe('local');
    expect((await chooseEngine(needs('processes'), 'webcontainer', both)).engine.kind).toBe('webcontainer');
    expect((await chooseEngine(needs('processes'), 'recorded', both)).engine.kind).toBe('recorded');
  });

  it('makes way for the recording where it measures too little, and says what and how to run it', async () => {
    const chosen = await chooseEngine(needs('processes', 'heap'), undefined, works);
    expect(chosen.engine.kind).toBe('recorded');
    expect(chosen.why).toContain('The heap reading stood still.');
    expect(chosen.why).toContain('npm run lab -- echo');
  });

  it('is not even downloaded for what no browser has', async () => {
    asked = 0;
    const chosen = await chooseEngine(needs('processes', 'haproxy'), undefined, works);
    expect([chosen.engine.kind, chosen.why, asked]).toEqual([
      'recorded',
      expect.stringContaining('HAProxy does not run in a browser'),
      0,
    ]);
  });

  it.each([
    ['is not isolated', 'webcontainer', { ...isolated, isolated: false }, 'not isolated'],
    ['may keep nothing', undefined, { ...isolated, storage: false }, 'blocks cookies'],
    ['is offline', undefined, { ...isolated, online: false }, 'could not be reached'],
  ] as const)(
    'is not tried in a page that %s; the reason is given',
    async (_title, wish, surroundings, why) => {
      asked = 0;
      const chosen = await chooseEngine(needs('processes'), wish, { ...works, surroundings });
      expect([chosen.engine.kind, chosen.why, asked]).toEqual(['recorded', expect.stringContaining(why), 0]);
    },
  );

  it('says why it did not start', async () => {
    const error = { code: 'boot-timeout', message: 'It took too long.', next: 'Try once more.' };
    const chosen = await chooseEngine(needs('processes'), undefined, inPage({ ok: false, error }));
    expect([chosen.engine.kind, chosen.why]).toEqual([
      'recorded',
      expect.stringContaining('It took too long. Try once more.'),
    ]);
  });

  it('says so when its code could not be downloaded', async () => {
    const chosen = await chooseEngine(needs('processes'), undefined, {
      ...works,
      webcontainer: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    expect([chosen.engine.kind, chosen.why]).toEqual([
      'recorded',
      expect.stringContaining('could not be downloaded'),
    ]);
  });

  it('is not started by a glance, which says what Run will do', async () => {
    asked = 0;
    const seen = await glanceAtEngines(needs('processes', 'heap'), undefined, {
      ...works,
      hasImage: () => Promise.resolve(true),
    });
    expect([seen, asked]).toEqual([
      { kind: 'webcontainer', why: expect.stringContaining('When you press Run, Node starts in this page') },
      0,
    ]);
    expect(seen, 'nothing is said of what it can measure').not.toHaveProperty('capabilities');
  });

  it('is no prospect where the site brings nothing, where no browser could, or where it was not chosen', async () => {
    const kindOf = async (
      ...[wanted, wish, more]: [Pick<Lab, 'id' | 'needs'>, 'local' | 'recorded', object]
    ) => {
      const seen = await glanceAtEngines(wanted, wish, { ...works, ...more });
      return 'engine' in seen ? [seen.engine.kind, seen.why] : seen.kind;
    };
    const none = { hasImage: () => Promise.resolve(false) };
    expect(await kindOf(needs('processes'), 'local', none)).toEqual([
      'recorded',
      expect.stringContaining('could not be had from this site'),
    ]);
    expect(await kindOf(needs('haproxy'), 'local', {})).toEqual([
      'recorded',
      expect.stringContaining('HAProxy does not run in a browser'),
    ]);
    expect(await kindOf(needs('processes'), 'recorded', {})).toEqual(['recorded', expect.anything()]);
    expect(await kindOf(needs('processes'), 'local', server)).toEqual(['local', expect.anything()]);
  });
});
