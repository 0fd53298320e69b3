/** Ways to look into a program that has no prompt, or has crashed: each is tried on a small program. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { happened } from '../kit/program.ts';

const SECRET = 'hunter2';

// #region ways
const asked = { signal: 'SIGUSR2', program: 'patient.ts' } as const;
const crashed = { signal: undefined, program: 'crash.ts' } as const;
const ways = [
  { flags: ['--report-on-signal'], ...asked },
  { flags: ['--report-on-signal', '--report-exclude-env'], ...asked },
  { flags: ['--heapsnapshot-signal=SIGUSR2'], ...asked },
  { flags: ['--report-uncaught-exception'], ...crashed },
  { flags: ['--abort-on-uncaught-exception'], ...crashed },
  { flags: ['--perf-basic-prof', '--perf-basic-prof-path=.'], ...crashed },
];
// #endregion

/** Settles when there is a file that has stopped growing. */
async function whenWritten(folder: string): Promise<void> {
  let size = 0;
  for (let still = 0; size === 0 || still < 5; still += 1) {
    await wait(50);
    const now = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    if (now !== size) still = 0;
    size = now;
  }
}

for (const { flags, signal, program } of ways) {
  const folder = mkdtempSync(join(tmpdir(), 'way-'));
  // No core file: of a large service it is as large as its memory.
  const command = ['--core=0', '--', process.execPath, ...flags, join(import.meta.dirname, program)];
  const child = spawn('prlimit', command, {
    cwd: folder,
    env: { ...process.env, DATABASE_PASSWORD: SECRET },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let longest = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.trim().split('\n')) longest = Math.max(longest, Number(line));
  });
  if (signal) {
    await once(child.stdout, 'data'); // It runs.
    child.kill(signal);
    await whenWritten(folder);
    child.kill('SIGKILL');
  }
  const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const [file] = files.filter(({ name }) => !name.endsWith('v8.log'));
  happened('way', {
    flags: flags.join(' '),
    file: file ? file.name.replace(/[.-]\d[\d.]*(?=\.)/, '…') : 'none',
    kilobytes: file ? file.text.length / 1000 : 0,
    secret: file?.text.includes(SECRET) ?? false,
    ...(signal ? { stall: longest } : { ended: by ?? `code ${String(code)}` }),
  });
}
