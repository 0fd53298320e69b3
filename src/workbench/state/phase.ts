import type { Lab } from '../../../labs/kit/manifest.ts';
import type { DoneReason } from '../../../labs/kit/records.ts';
import type { BootStep } from '../../engines/engine.ts';
import { mayEndEarly } from '../../run/axis.ts';
import { leftOut } from '../../run/left-out.ts';
import type { RunStore } from '../../run/store.ts';

/** Where the workbench stands between one press of Run and the next. */
export type Phase =
  | { name: 'idle' }
  /** The engine is being found and asked what it can do. */
  | { name: 'booting'; steps: readonly BootStep[] }
  /** The lab's programs are starting; the scenario has not begun. */
  | { name: 'starting' }
  | { name: 'running' }
  | { name: 'stopping' }
  | { name: 'ended'; reason: DoneReason };

/** Whether a run is on its way, from the press of Run until its last record. */
export function inProgress(phase: Phase): boolean {
  return phase.name !== 'idle' && phase.name !== 'ended';
}

/** Ms of the scenario that have been played; 0 before it began. One that came to its end earlier has been played whole. */
export function played(lab: Lab, store: RunStore | undefined): number {
  if (store?.began === undefined) return 0;
  if (store.done?.reason === 'scenario-ended') return lab.scenario.duration;
  return Math.min(lab.scenario.duration, Math.max(0, store.view.now - store.began));
}

const reasons: Record<DoneReason, string> = {
  'scenario-ended': 'Finished',
  stopped: 'Stopped',
  limit: 'Ended at a limit',
  failed: 'Failed',
  lost: 'Connection lost',
};

/** What goes before the length of a scenario that one of its programs may end sooner. */
const atMost = (lab: Lab): string => (mayEndEarly(lab) ? 'at most ' : '');

/** A few words for the toolbar; with the seconds left while the scenario is played. */
export function statusText(lab: Lab, phase: Phase, store: RunStore | undefined): string {
  switch (phase.name) {
    case 'idle':
      return `${atMost(lab)}${String(Math.round(lab.scenario.duration / 1000))} s`;
    case 'booting':
      return `${phase.steps.findLast(({ state }) => state === 'running')?.label ?? 'Starting the engine'}…`;
    case 'starting': {
      const waiting = lab.programs.find(
        ({ name }) => store?.processes.find((life) => life.name === name)?.state !== 'ready',
      );
      return waiting ? `Waiting for ${waiting.name}…` : 'Starting the scenario…';
    }
    case 'running': {
      const left = Math.ceil((lab.scenario.duration - played(lab, store)) / 1000);
      return left > 0 ? `${atMost(lab)}${String(left)} s left` : 'Ending…';
    }
    case 'stopping':
      return 'Stopping…';
    case 'ended':
      return reasons[phase.reason];
  }
}

/** What a screen reader is told when the phase changes; no seconds, which would be read out again and again. */
export function announcement(lab: Lab, phase: Phase, store: RunStore | undefined): string {
  switch (phase.name) {
    case 'idle':
      return '';
    case 'booting':
      return 'Starting the engine.';
    case 'starting':
      return 'Starting the programs.';
    case 'running':
      return `Running, ${atMost(lab)}${String(Math.round(lab.scenario.duration / 1000))} seconds.`;
    case 'stopping':
      return 'Stopping.';
    case 'ended': {
      const verdicts = store?.verdicts() ?? [];
      const passed = verdicts.filter(({ verdict }) => verdict.state === 'passed').length;
      const said = `${reasons[phase.reason]}. ${String(passed)} of ${String(verdicts.length)} checks passed.`;
      return store && leftOut(store).length > 0 ? `${said} Some of what was reported is left out.` : said;
    }
  }
}
