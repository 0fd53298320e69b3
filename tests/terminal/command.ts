/** Runs a command of the terminal as npm does, on labs made for these tests. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const fixtureLabs = fileURLToPath(new URL('../fixtures/labs', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  labs?: string;
  /** The folder where the command was typed. */
  typedIn?: string;
  /** Where programs are looked for, instead of this process's PATH. */
  path?: string;
  /** Sees standard output as it grows; may send a signal. */
  onOutput?: (soFar: string, kill: (signal: NodeJS.Signals) => void) => void;
}

export function command(
  name: 'lab' | 'record' | 'prove',
  args: string[],
  { labs = fixtureLabs, typedIn = process.cwd(), path = process.env['PATH'], onOutput }: CommandOptions = {},
): Promise<Ended> {
  const file = fileURLToPath(new URL(`../../src/terminal/${name}.ts`, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...process.env, PATH: path, UNDER_LOAD_LABS: labs, INIT_CWD: typedIn },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput?.(stdout, (signal) => child.kill(signal));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
