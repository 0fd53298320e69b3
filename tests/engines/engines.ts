/** The engines that the conformance suite is run for, and what one of them cannot do by its nature. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../src/engines/engine.ts';
import { createLocalEngine } from '../../src/engines/local.ts';
import { createRecordedEngine } from '../../src/engines/recorded.ts';
import { fixtureLabs, startServerProcess } from './server.ts';
import { startWebcontainer } from './webcontainer/browser.ts';

export interface EngineUnderTest {
  kind: Engine['kind'];
  start: () => Promise<{ engine: Engine; end: () => Promise<unknown> }>;
  /** `npm test` finds the browser that it needs, or says that there is none. */
  browser?: true;
  /** Cases that cannot apply, with the reason. */
  cannot: Record<string, string>;
}

const nothingRuns = 'nothing runs: the processes in the records have ended long ago';
const fixed = 'what was measured cannot be changed; recorded.test.ts shows that it says so';

export const engines: readonly EngineUnderTest[] = [
  {
    kind: 'local',
    start: async () => {
      const server = await startServerProcess();
      return { engine: createLocalEngine(server), end: () => server.kill('SIGTERM') };
    },
    cannot: {},
  },
  // Its adapter, in a real browser with the real client; what runs is real Node (webcontainer/stand-in.ts).
  { kind: 'webcontainer', start: startWebcontainer, browser: true, cannot: {} },
  {
    kind: 'recorded',
    start: async () => {
      const recording = await record();
      const engine = createRecordedEngine({
        lab: 'echo',
        load: (lab) => Promise.resolve(lab === 'echo' ? recording : undefined),
      });
      return { engine, end: () => Promise.resolve() };
    },
    cannot: {
      'nothing-left': nothingRuns,
      'reader-gone': nothingRuns,
      control: fixed,
      'control-from-start': fixed,
      'control-refused': fixed,
      request: nothingRuns,
      input: nothingRuns,
      'messages-in-order': fixed,
      edits: fixed,
      'edits-refused': fixed,
      'syntax-error': fixed,
      'throws-at-start': fixed,
      'module-missing': fixed,
      'port-taken': fixed,
      'half-a-line': fixed,
      binary: fixed,
      'million-lines': fixed,
      deaf: nothingRuns,
      blocked: nothingRuns,
      grandchild: nothingRuns,
      'two-runs': 'replays cost nothing and disturb nothing, so there may be any number of them',
    },
  },
];

/** A recording of the fixture, from a real run. */
export async function record(seconds = 2): Promise<string> {
  const supervisor = fileURLToPath(new URL('../../labs/kit/supervise.ts', import.meta.url));
  const child = spawn(process.execPath, [supervisor], {
    env: { ...process.env, UNDER_LOAD_LABS: fixtureLabs },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(
    `${JSON.stringify({ type: 'start', id: 'recording-of-echo', run: { lab: 'echo', seconds } })}\n`,
  );
  return text(child.stdout);
}
