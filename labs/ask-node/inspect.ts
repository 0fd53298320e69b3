/** What `--inspect` opens, and for whom. The port is never opened to more than this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';

const WITHIN_MS = 1000;
/** A program that minds its own business, and has a secret. */
const program = `setInterval(() => undefined, 1000)`;

/** The status of an answer to `GET /json/list`, or why there was none. */
function ask(host: string, port: string, headers = {}): Promise<string> {
  return new Promise((resolve) => {
    const options = { host, port, path: '/json/list', headers, timeout: WITHIN_MS };
    const asked = request(options, (response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

// #region inspect
/** Has the program compute something, as a debugger does: by whoever reaches the port. */
async function evaluate(address: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const answered = new Promise<MessageEvent>((resolve) => {
    socket.addEventListener('message', resolve, { once: true });
  });
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  const { result } = JSON.parse(String((await answered).data)) as { result: { result: { value: unknown } } };
  socket.close();
  return result.result.value;
}
// #endregion

export async function inspect(env: NodeJS.ProcessEnv): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', program], {
    env: { ...env, DATABASE_PASSWORD: 'correct horse' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let printed = '';
    child.stderr.setEncoding('utf8');
    while (!/ws:\S+\s/.test(printed)) printed += String(await once(child.stderr, 'data'));
    const address = /ws:\S+/.exec(printed)?.[0] ?? '';
    const { port, hostname } = new URL(address);
    return {
      listens: hostname,
      local: await ask('127.0.0.1', port),
      elsewhere: await ask('127.0.0.2', port), // this machine too, by another address
      rebound: await ask('127.0.0.1', port, { host: 'evil.test' }), // what a page of another site can send
      secret: await evaluate(address, 'process.env.DATABASE_PASSWORD'),
    };
  } finally {
    child.kill('SIGKILL');
  }
}
