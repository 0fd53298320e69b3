/** Finds out what the runtime lets a lab measure: by the same trial as on a real machine, run in the container. */
import type { WebContainer } from '@webcontainer/api';
import * as v from 'valibot';
import type { Capability } from '../../../labs/kit/manifest.ts';
import type { Capabilities } from '../engine.ts';
import { unknownCapabilities } from '../stream.ts';
import { readOutput } from './output.ts';

const TRIED_WITHIN_MS = 40_000;

const foundSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    node: v.string(),
    platform: v.string(),
    cores: v.number(),
    why: v.record(v.string(), v.string()),
  }),
);

/** Rejects only as the container does. A trial that says nothing is a runtime that can do nothing. */
export async function findCapabilities(container: Pick<WebContainer, 'spawn'>): Promise<Capabilities> {
  const trial = await container.spawn('node', ['kit/trial.js']);
  let printed = '';
  for await (const text of readOutput(trial, AbortSignal.timeout(TRIED_WITHIN_MS))) printed += text;
  trial.kill();
  return readTrial(printed);
}

/** Standard error comes in the same stream: the trial's answer is the line that can be read as one. */
export function readTrial(printed: string): Capabilities {
  const names = Object.keys(unknownCapabilities.can) as Capability[];
  for (const line of printed.split('\n').toReversed()) {
    const found = v.safeParse(foundSchema, line);
    if (!found.success) continue;
    const { why, ...where } = found.output;
    const can = Object.fromEntries(names.map((name) => [name, why[name] === undefined]));
    return { ...where, can: can as Capabilities['can'], why };
  }
  const silent = `The trial of what can be measured gave no answer${printed.trim() === '' ? '' : `, but said: ${printed.trim().slice(0, 200)}`}.`;
  return { ...unknownCapabilities, why: Object.fromEntries(names.map((name) => [name, silent])) };
}
