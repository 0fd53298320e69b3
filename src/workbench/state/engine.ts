import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Lab } from '../../../labs/kit/manifest.ts';
import type { BootStep, Capabilities, Engine, EngineError, EngineKind } from '../../engines/engine.ts';

/** An engine that has booted, and why it is this one, in a sentence. */
export interface Chosen {
  engine: Engine;
  capabilities: Capabilities;
  why: string;
}

export type ChooseEngine = (
  lab: Lab,
  preference: EngineKind | undefined,
  onProgress: (step: BootStep) => void,
) => Promise<Chosen>;

export interface EngineSlot {
  /** Undefined until one has been found. */
  readonly chosen: Signal<Chosen | undefined>;
  readonly steps: Signal<readonly BootStep[]>;
  /** Whether the lab could run in the page itself, as far as that is known without starting anything. */
  readonly inPage: Signal<boolean>;
  /** Why the last boot failed. */
  readonly failure: Signal<EngineError | undefined>;
  /** Finds an engine, once; later calls wait for the same one. */
  find: () => Promise<Chosen>;
  /** Lets go of the engine and finds one again, this kind if it is there. */
  change: (preference: EngineKind | undefined) => Promise<Chosen>;
  /** Boots the engine again, after its connection was lost. */
  reboot: () => Promise<boolean>;
}

export function createEngineSlot(
  lab: Lab,
  choose: ChooseEngine,
  preferred: EngineKind | undefined,
  mayBeInPage: () => Promise<boolean> = () => Promise.resolve(false),
): EngineSlot {
  const chosen = signal<Chosen | undefined>(undefined);
  const steps = signal<readonly BootStep[]>([]);
  const failure = signal<EngineError | undefined>(undefined);
  const inPage = signal(false);
  let finding: Promise<Chosen> | undefined;

  const onProgress = (step: BootStep) => {
    steps.value = [...steps.value.filter(({ id }) => id !== step.id), step];
  };
  const find = (preference: EngineKind | undefined) => {
    steps.value = [];
    failure.value = undefined;
    void mayBeInPage().then((may) => (inPage.value = may));
    const search = choose(lab, preference, onProgress).then((found) => {
      // A later change of mind wins over an earlier search that took longer.
      if (finding === search) chosen.value = found;
      return found;
    });
    finding = search;
    return search;
  };

  return {
    chosen,
    steps,
    inPage,
    failure,
    find: () => finding ?? find(preferred),
    change: find,
    async reboot() {
      const { engine, why } = await (finding ?? find(preferred));
      steps.value = [];
      failure.value = undefined;
      const booted = await engine.boot({ signal: new AbortController().signal, onProgress });
      if (booted.ok) chosen.value = { engine, why, capabilities: booted.capabilities };
      else failure.value = booted.error;
      return booted.ok;
    },
  };
}
