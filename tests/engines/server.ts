/** Starts the real server, in a process of its own, with the fixtures' labs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
export const fixtureLabs = path('tests/fixtures/labs');
export const runsFolder = path('labs/.runs');
const fixtureSite = path('tests/fixtures/site');

export interface ServerProcess {
  base: string;
  token: string;
  pid: number;
  /** All that it printed so far. */
  printed: () => string;
  /** Gives the exit code. */
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
}

export async function startServerProcess(
  args: string[] = [],
  environment: NodeJS.ProcessEnv = {},
  open = false,
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [
      path('src/server/main.ts'),
      ...(open ? [] : ['--no-open']),
      '--dist',
      fixtureSite,
      '--port',
      '0',
      ...args,
    ],
    {
      env: { ...process.env, UNDER_LOAD_LABS: fixtureLabs, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited])) as [
    string,
  ];
  const address = new URL(line);
  return {
    base: address.origin,
    token: address.hash.replace('#token=', ''),
    pid: child.pid!,
    printed: () => printed,
    kill: async (signal) => {
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
