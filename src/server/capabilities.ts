/** What this machine lets a lab measure, found out by trying, once, in a process of its own. */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Capability } from '../../labs/kit/manifest.ts';
import { cleanEnvironment } from './environment.ts';

/** As in the engines' contract. */
export interface Capabilities {
  node: string;
  platform: string;
  cores: number;
  can: Record<Capability, boolean>;
  why: Partial<Record<Capability, string>>;
}

const TRIED_WITHIN_MS = 15_000;
const trial = fileURLToPath(new URL('../../labs/kit/trial.ts', import.meta.url));

/** Each capability: undefined if it is there, else why not. */
const trialSchema = v.pipe(v.string(), v.parseJson(), v.object({ why: v.record(v.string(), v.string()) }));

export const capabilityNames: readonly Capability[] = [
  'processes',
  'eventloop-delay',
  'watchdog',
  'heap',
  'cpu',
  'namespaces',
  'open-files',
  'haproxy',
  'async-context',
];

/** Tries everything. Never rejects: a trial that fails is a machine that can do nothing, and says why. */
export async function findCapabilities(file: string = trial): Promise<Capabilities> {
  const why = await lacking(file);
  return {
    node: process.version,
    platform: process.platform,
    cores: availableParallelism(),
    can: Object.fromEntries(capabilityNames.map((name) => [name, why[name] === undefined])) as Record<
      Capability,
      boolean
    >,
    why,
  };
}

function lacking(file: string): Promise<Partial<Record<Capability, string>>> {
  const nothing = (because: string): Partial<Record<Capability, string>> =>
    Object.fromEntries(capabilityNames.map((name) => [name, because]));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file],
      { env: cleanEnvironment(), timeout: TRIED_WITHIN_MS, killSignal: 'SIGKILL' },
      (error, stdout) => {
        if (error) {
          resolve(nothing(`No process could be started to try it: ${error.message.split('\n')[0] ?? ''}`));
          return;
        }
        const parsed = v.safeParse(trialSchema, stdout);
        resolve(parsed.success ? parsed.output.why : nothing('The trial gave no answer.'));
      },
    );
  });
}
