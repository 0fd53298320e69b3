/** What the end-to-end tests stand on: a real loopback server for each test, on a port of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export interface LocalServer {
  /** What it printed: `http://127.0.0.1:PORT/#token=…`. */
  address: string;
  /** The address of a page, with the token. */
  page: (path: string) => string;
  /** Ends it as Ctrl-C does; settles with its exit code when it is gone. Safe to call again. */
  stop: () => Promise<number | null>;
  /** Ends it without a chance to tidy up. */
  kill: () => Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

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
  return {
    address,
    page: (path) => {
      const url = new URL(address);
      url.pathname = path;
      return url.href;
    },
    stop: end('SIGINT'),
    kill: end('SIGKILL'),
  };
}

export const test = base.extend<{ server: LocalServer }>({
  // Playwright reads the names of a fixture's own fixtures from this pattern.
  server: async ({}, use) => {
    const server = await startServer(['src/server/main.ts', '--port', '0', '--no-open']);
    await use(server);
    await server.stop();
  },
});
