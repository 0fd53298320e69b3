/** What a run is to do, once its request has been found right. */
import type { Lab } from '../manifest.ts';
import type { RunRequest } from '../messages.ts';
import { suggest } from '../nearest.ts';
import type { ControlValue, Variant } from '../records.ts';
import { refuse } from './controls.ts';
import { defaultLimits, type Limits } from './limits.ts';

export interface RunPlan {
  id: string;
  lab: Lab;
  variant: Variant;
  edits: Record<string, string>;
  controls: Record<string, ControlValue>;
  /** Milliseconds of scenario to play. */
  duration: number;
  limits: Limits;
}

/** What is wrong with a request: for programs, for a person, and what to do. */
interface Problem {
  code: string;
  message: string;
  next: string;
}

/**
 * Turns a request into a plan, or says what is wrong with it.
 *
 * @param limits what the user asked for; it counts before the lab's own, and these before the usual ones
 */
export function planRun(
  id: string,
  lab: Lab,
  request: Required<Pick<RunRequest, 'variant' | 'edits' | 'controls'>> & RunRequest,
  limits: Partial<Limits>,
): RunPlan | Problem {
  const editable = lab.files.filter((file) => file.editable).map((file) => file.path);
  for (const name of Object.keys(request.edits)) {
    if (!editable.includes(name)) {
      return {
        code: 'unknown-file',
        message: `"${name}" is no file of this lab that can be edited.`,
        next: suggest(name, editable),
      };
    }
  }
  for (const [name, value] of Object.entries(request.controls)) {
    const refusal = refuse(lab, name, value);
    if (refusal) return { code: 'bad-control', ...refusal };
  }
  const duration = Math.min(lab.scenario.duration, (request.seconds ?? Infinity) * 1000);
  return {
    id,
    lab,
    variant: request.variant,
    edits: request.edits,
    controls: request.controls,
    duration,
    limits: { ...defaultLimits, ...lab.limits, ...limits },
  };
}
