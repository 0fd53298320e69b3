/**
 * Programs that do harm, as edits of the fixture lab's `server.ts`. Each prints `going` once it is at
 * it; what one of them starts carries the run's id in its arguments, so that it is found whatever
 * else it hides.
 */

export interface Abuse {
  name: string;
  code: string;
  /** The limit that ends it, if it is not stopped before. */
  limit?: 'output' | 'reports' | 'memory' | 'disk' | 'processes';
}

const listens = `
import { createServer } from 'node:http';
createServer().listen(Number(process.env.PORT), '127.0.0.1', () => console.log('going'));
`;
const run = `const run = process.env.UNDER_LOAD_RUN;`;
const deaf = `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);`;
/** Writes a text over and over, as fast as it is taken, until it is about 1 GB. */
const floods = (stream: 'stdout' | 'stderr', text: string): string => `console.log('going');
const text = ${text};
let left = Math.ceil(1e9 / text.length);
(function more() {
  for (; left > 0; left -= 1) if (!process.${stream}.write(text)) return process.${stream}.once('drain', more);
})();`;
/** A process that does nothing until it is killed, and does not hear when it is asked to end. */
const idler = `"process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)"`;

export const abuses: readonly Abuse[] = [
  { name: 'a loop without an end', code: `${listens}setTimeout(() => { for (;;); }, 200);` },
  { name: 'a loop without an end, before it listens', code: `console.log('going'); for (;;);` },
  { name: 'a program that ignores every polite signal', code: `${deaf}${listens}` },
  {
    name: 'a program that stops itself',
    code: `${deaf}${listens}setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 100);`,
  },
  {
    name: 'a detached grandchild',
    code: `import { spawn } from 'node:child_process';
${run}
spawn(process.execPath, ['-e', ${idler}, run], { detached: true, stdio: 'ignore' }).unref();
${listens}`,
  },
  {
    name: 'a detached grandchild with another environment, that holds the output open',
    code: `import { spawn } from 'node:child_process';
${run}
spawn(process.execPath, ['-e', ${idler}, run], { detached: true, stdio: 'inherit', env: {} }).unref();
${listens}`,
  },
  {
    name: 'processes that each start the next one and leave',
    code: `import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
${run}
writeFileSync('next.mjs', "import { spawn } from 'node:child_process';" +
  "setTimeout(() => { spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'ignore', env: process.env }).unref(); }, 20);" +
  "setTimeout(() => process.exit(), 400);");
spawn(process.execPath, ['next.mjs', run], { detached: true, stdio: 'ignore' }).unref();
${listens}`,
  },
  {
    name: 'a fork loop',
    limit: 'processes',
    // About a thousand processes a second; none of them lives longer than the test.
    code: `import { spawn } from 'node:child_process';
${run}
console.log('going');
spawn('sh', ['-c', 'while true; do sleep 20 & done', run], { stdio: 'ignore' });
setInterval(() => undefined, 1000);`,
  },
  {
    name: 'a heap that grows',
    limit: 'memory',
    code: `console.log('going'); const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length + 0.5));`,
  },
  {
    name: 'buffers that grow',
    limit: 'memory',
    code: `console.log('going'); const kept = []; for (;;) kept.push(Buffer.alloc(20_000_000, 1));`,
  },
  {
    name: '1 GB of lines',
    limit: 'output',
    code: floods('stdout', `'line\\n'.repeat(20_000)`),
  },
  {
    name: '1 GB without a line break',
    limit: 'output',
    code: floods('stdout', `'x'.repeat(100_000)`),
  },
  {
    name: 'empty lines without an end',
    limit: 'output',
    code: floods('stderr', `'\\n'.repeat(100_000)`),
  },
  {
    name: '1 GB of reports',
    limit: 'reports',
    code: `import { writeSync } from 'node:fs';
console.log('going');
const report = JSON.stringify({ kind: 'event', t: 1, name: 'x', detail: { text: 'y'.repeat(100_000) } }) + '\\n';
for (let left = 10_000; left > 0; left -= 1) writeSync(4, report);`,
  },
  {
    name: 'messages to its parent without an end',
    code: `${listens}setInterval(() => { if (process.connected) process.send('x'.repeat(1_000_000), () => undefined); }, 1);`,
  },
  {
    name: 'a file that grows',
    limit: 'disk',
    code: `import { appendFileSync } from 'node:fs';
console.log('going'); for (let left = 600; left > 0; left -= 1) appendFileSync('grows', Buffer.alloc(1_000_000, 1));
setInterval(() => undefined, 1000);`,
  },
  {
    name: 'files of nothing, in the folder for temporary files',
    limit: 'disk',
    code: `import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
console.log('going'); for (let left = 80_000; left > 0; left -= 1) writeFileSync(join(tmpdir(), String(left)), '');
setInterval(() => undefined, 1000);`,
  },
  {
    name: 'folders that may not be read and are nested too deep to name',
    // By a shell: Node's own threads would fail to start where the path has no name.
    code: `import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
mkdirSync('closed/inner', { recursive: true });
chmodSync('closed', 0);
spawnSync('sh', ['-c', 'for depth in $(seq 60); do mkdir $0 && cd -P $0; done', 'd'.repeat(200)]);
${listens}`,
  },
];
