/** Chooses where a lab runs: the local engine where there is one that can do what the lab needs, else its recording. */
import type { Capability, Lab } from '../../labs/kit/manifest.ts';
import type { BootStep, Capabilities, Engine, EngineKind } from './engine.ts';
import { createLocalEngine } from './local.ts';
import { createRecordedEngine, type LoadRecording } from './recorded.ts';
import { unknownCapabilities } from './stream.ts';
import { readToken } from './token.ts';

export interface Chosen {
  engine: Engine;
  capabilities: Capabilities;
  /** One or two sentences for the learner: which engine it is, and why; what to do for a better one. */
  why: string;
}

export interface ChooseOptions {
  signal?: AbortSignal;
  onProgress?: (step: BootStep) => void;
  /** The local engine's token and address; the page's own if left out. */
  token?: string;
  base?: string;
  loadRecording: LoadRecording;
}

/** Never rejects. `preference` is what the learner chose before; it is followed where that can be done. */
export async function chooseEngine(
  lab: Pick<Lab, 'id' | 'needs'>,
  preference: EngineKind | undefined,
  options: ChooseOptions,
): Promise<Chosen> {
  const boot = {
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  };
  const recorded = async (why: string): Promise<Chosen> => {
    const engine = createRecordedEngine({ lab: lab.id, load: options.loadRecording });
    const booted = await engine.boot(boot);
    if (booted.ok) return { engine, capabilities: booted.capabilities, why };
    return {
      engine,
      capabilities: unknownCapabilities,
      why: `${why} ${booted.error.message} ${booted.error.next}`,
    };
  };

  if (preference === 'recorded') return recorded('A recording, as you chose.');
  const token = options.token ?? readToken();
  if (token === undefined) {
    return recorded(
      'A recording, because this page was not opened with the address that `npm start` prints: that address runs the lab on your machine.',
    );
  }
  const engine = createLocalEngine({ token, ...(options.base !== undefined && { base: options.base }) });
  const booted = await engine.boot(boot);
  if (!booted.ok) return recorded(`A recording, for now. ${booted.error.message} ${booted.error.next}`);
  const lacking = missing(lab.needs, booted.capabilities);
  if (lacking === undefined)
    return {
      engine,
      capabilities: booted.capabilities,
      why: 'Your own machine runs the lab: this page came from its local server.',
    };
  return recorded(
    `A recording, because this machine lacks something that the lab needs. ${lacking} Where it is there, \`npm run lab -- ${lab.id}\` runs the lab.`,
  );
}

/** Why an engine can't run a lab, in sentences; undefined if it can. */
export function missing(needs: readonly Capability[], { can, why }: Capabilities): string | undefined {
  const lacking = needs.filter((need) => !can[need]);
  if (lacking.length === 0) return undefined;
  return lacking.map((need) => why[need] ?? `It has no ${need}.`).join(' ');
}
