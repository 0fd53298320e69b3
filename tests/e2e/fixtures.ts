/** What the end-to-end tests stand on: a real loopback server for each test, and a page that is watched. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { LessonPage } from './pages/lesson.ts';
import { processesBelow } from './processes.ts';
import { watch } from './watch.ts';

export { expect } from '@playwright/test';

export interface LocalServer {
  /** What it printed: `http://127.0.0.1:PORT/#token=…`. */
  address: string;
  /** The address of a page, with the token. */
  page: (path: string) => string;
  /** The address of a page as a bookmark has it, without the token. */
  bare: (path: string) => string;
  /** The pids of the processes that it has started, and that they have started. */
  processes: () => number[];
  /** Ends it as Ctrl-C does; settles with its exit code when it is gone. Safe to call again. */
  stop: () => Promise<number | null>;
  /** Ends it without a chance to tidy up. */
  kill: () => Promise<number | null>;
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a command that prints the server's address, and waits for that. */
export async function startServer(command: string[]): Promise<LocalServer> {
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const look = (text: string) => {
      printed += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout.setEncoding('utf8').on('data', look);
    child.stderr.setEncoding('utf8').on('data', look);
    child.once('error', reject);
    void ended.then((code) => {
      reject(
        new Error(`The server ended with code ${String(code)} before it printed an address:\n${printed}`),
      );
    });
  });
  const end = (signal: NodeJS.Signals) => () => {
    child.kill(signal);
    return ended;
  };
  const page = (path: string) => {
    const url = new URL(address);
    url.pathname = path;
    return url.href;
  };
  return {
    address,
    page,
    bare: (path) => page(path).replace(/#.*/, ''),
    processes: () => processesBelow(child.pid ?? 0),
    stop: end('SIGINT'),
    kill: end('SIGKILL'),
  };
}

/** Starts the server that `npm start` starts, without its setting-up. Port 0 takes any. */
export const startLocal = (port = 0): Promise<LocalServer> =>
  startServer(['src/server/main.ts', '--port', String(port), '--no-open']);

interface Fixtures {
  server: LocalServer;
  /** The page of the lesson `breakers/false-opens`, not yet opened. */
  lesson: LessonPage;
  /** What the browser may complain of in this test; everything else fails it. */
  tolerated: RegExp | undefined;
}

export const test = base.extend<Fixtures>({
  tolerated: [undefined, { option: true }],
  // Every page of every test: no error in the console, no breach of the policy, no request to another host.
  // It needs the server so as to be closed before it: a late request for an icon would be refused.
  page: async ({ page, tolerated, server: _server }, use) => {
    const complaints = watch(page);
    await use(page);
    expect(
      complaints.filter((one) => !tolerated?.test(one)),
      'what the browser complained of',
    ).toEqual([]);
  },
  // Playwright reads the names of a fixture's own fixtures from this pattern.
  server: async ({}, use) => {
    const server = await startLocal();
    await use(server);
    await server.stop();
  },
  lesson: async ({ page, server }, use) => {
    await use(new LessonPage(page, server));
  },
});
