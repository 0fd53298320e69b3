import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Lab } from '../../../labs/kit/manifest.ts';
import type { Prospect } from '../../engines/choose.ts';
import type { BootStep, Capabilities, Engine, EngineError, EngineKind } from '../../engines/engine.ts';

/** An engine that has booted, and why it is this one, in a sentence. */
export interface Chosen {
  engine: Engine;
  capabilities: Capabilities;
  why: string;
}

type Choose<Found> = (
  lab: Lab,
  preference: EngineKind | undefined,
  onProgress: (step: BootStep) => void,
) => Promise<Found>;

/** How engines are found; neither rejects. */
export interface ChooseEngine {
  /** What can be found without starting anything in the page. */
  glance: Choose<Chosen | Prospect>;
  boot: Choose<Chosen>;
}

export interface EngineSlot {
  /** Undefined until one has been found. */
  readonly chosen: Signal<Chosen | undefined>;
  /** What Run would start in the page: nothing of it has been started. */
  readonly prospect: Signal<Prospect | undefined>;
  readonly steps: Signal<readonly BootStep[]>;
  /** Whether the lab could run in the page itself, as far as that is known without starting anything. */
  readonly inPage: Signal<boolean>;
  /** Why the last boot failed. */
  readonly failure: Signal<EngineError | undefined>;
  /** Finds where a run would go, and starts nothing in the page for it. */
  glance: () => Promise<void>;
  /** Finds an engine and boots it, once; later calls wait for the same one. */
  find: () => Promise<Chosen>;
  /** Lets go of the engine and looks for one again, this kind if it is there. */
  change: (preference: EngineKind | undefined) => Promise<void>;
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
  const prospect = signal<Prospect | undefined>(undefined);
  let wanted = preferred;
  let looking: Promise<Chosen | Prospect> | undefined;
  let finding: Promise<Chosen> | undefined;

  const onProgress = (step: BootStep) => {
    steps.value = [...steps.value.filter(({ id }) => id !== step.id), step];
  };
  const look = (preference: EngineKind | undefined) => {
    wanted = preference;
    finding = undefined;
    steps.value = [];
    failure.value = undefined;
    void mayBeInPage().then((may) => (inPage.value = may));
    const search = choose.glance(lab, preference, onProgress).then((seen) => {
      // A later change of mind wins over an earlier search that took longer.
      if (looking !== search) return seen;
      chosen.value = 'engine' in seen ? seen : undefined;
      prospect.value = 'engine' in seen ? undefined : seen;
      return seen;
    });
    looking = search;
    return search;
  };
  const find = () => {
    if (finding) return finding;
    const search = (looking ?? look(wanted)).then(async (seen) => {
      const found = 'engine' in seen ? seen : await choose.boot(lab, wanted, onProgress);
      if (finding === search) {
        chosen.value = found;
        prospect.value = undefined;
      }
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
    prospect,
    async glance() {
      await (looking ?? look(wanted));
    },
    find,
    async change(preference) {
      await look(preference);
    },
    async reboot() {
      const { engine, why } = await find();
      steps.value = [];
      failure.value = undefined;
      const booted = await engine.boot({ signal: new AbortController().signal, onProgress });
      if (booted.ok) chosen.value = { engine, why, capabilities: booted.capabilities };
      else failure.value = booted.error;
      return booted.ok;
    },
  };
}
