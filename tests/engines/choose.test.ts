/** Which engine a page gets, and what the learner is told of the choice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEngine } from '../../src/engines/choose.ts';
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
