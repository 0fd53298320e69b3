/** Starts small programs with flags of Node, one after the other, and notes what each of them says. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { happened, liveControls } from '../kit/program.ts';
import { inspect } from './inspect.ts';

// The run's own variables are not for them, but the one by which its processes are found.
const { UNDER_LOAD_CHANNEL: _channel, ...env } = process.env;

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

// #region try
/** Runs `node` with these arguments to its end. */
function run(args: string[], variables: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, { env: { ...env, ...variables } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
// #endregion

const lines = (text: string): number => text.split('\n').filter((line) => line !== '').length;

/** The helpers that Node warns of. */
function warnedOf(err: string): string[] {
  return [...new Set(Array.from(err.matchAll(/at (\w+) \([^\n]*helpers\.ts/g), ([, name = '']) => name))];
}

const trials: Record<string, () => Promise<Record<string, unknown>>> = {
  async 'trace-sync-io'() {
    const { code, err } = await run(['--trace-sync-io', 'once.ts']);
    return {
      code,
      warnings: err.split('Detected use of sync API').length - 1,
      calls: warnedOf(err).join(', '),
    };
  },
  async rejection() {
    const { code, out } = await run(['rejects.ts']);
    return { code, still: out.includes('still running') };
  },
  async 'rejection-warn'() {
    const { code, out } = await run(['--unhandled-rejections=warn', 'rejects.ts']);
    return { code, still: out.includes('still running') };
  },
  async 'debug-fs'() {
    const { code, err } = await run(['once.ts'], { NODE_DEBUG: 'fs' });
    return { code, lines: lines(err) };
  },
  async 'debug-http'() {
    const { code, err } = await run(['asks.ts'], { NODE_DEBUG: 'http' });
    return { code, lines: lines(err) };
  },
  async 'cpu-prof'() {
    const folder = join(tmpdir(), 'profiles');
    const { code } = await run(['--cpu-prof', `--cpu-prof-dir=${folder}`, 'once.ts']);
    const kilobytes = readdirSync(folder).map((file) => statSync(join(folder, file)).size / 1000);
    return { code, files: kilobytes.length, kilobytes: kilobytes[0] ?? 0 };
  },
  inspect: () => inspect(env),
};

const controls = liveControls({ now: 'nothing' }, () => {
  if (controls.now === 'flags') void tryAll();
});
async function tryAll(): Promise<void> {
  for (const [name, tryIt] of Object.entries(trials)) happened('tried', { name, ...(await tryIt()) });
}
setInterval(() => undefined, 60_000); // waits for the control
