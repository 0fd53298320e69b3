/**
 * Chooses where a lab runs: the learner's machine, if the page came from it; else the page itself, if that can hold
 * Node and measure what the lab needs; else its recording.
 */
import type { Capability, Lab } from '../../labs/kit/manifest.ts';
import type { BootOptions, BootStep, Capabilities, Engine, EngineKind } from './engine.ts';
import { createLocalEngine } from './local.ts';
import { createRecordedEngine, type LoadRecording } from './recorded.ts';
import { unknownCapabilities } from './stream.ts';
import { readToken } from './token.ts';
import { failure } from './webcontainer/errors.ts';
import type { LoadedImage } from './webcontainer/image.ts';
import { hindrance, lookAround, type Surroundings } from './webcontainer/surroundings.ts';

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
  /** What a WebContainer is given; left out where the site has none. */
  loadImage?: () => Promise<LoadedImage>;
  /** What the page is and has; found out if left out. */
  surroundings?: Surroundings;
  /** Makes the WebContainer engine; tests put another in its place. */
  webcontainer?: (loadImage: () => Promise<LoadedImage>) => Promise<Engine>;
}

/** Its code is downloaded only where it can run. */
const loadWebcontainer = async (loadImage: () => Promise<LoadedImage>): Promise<Engine> => {
  const { createWebcontainerEngine } = await import('./webcontainer/engine.ts');
  return createWebcontainerEngine({ loadImage });
};

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
  const local = (): Promise<Attempt> => tryLocal(lab, options, boot);
  const inPage = (): Promise<Attempt> => tryInPage(lab, options, boot);
  const nots: Not[] = [];
  for (const attempt of preference === 'webcontainer' ? [inPage, local] : [local, inPage]) {
    const found = await attempt();
    if ('engine' in found) return found;
    nots.push(found);
  }
  // What was within reach is what the learner can do something about.
  return recorded((nots.find(({ near }) => near) ?? nots[0])?.why ?? '');
}

/** Why an engine was not chosen, and whether it was within reach. */
interface Not {
  why: string;
  near: boolean;
}
type Attempt = Chosen | Not;
type Wanted = Pick<Lab, 'id' | 'needs'>;

async function tryLocal(lab: Wanted, options: ChooseOptions, boot: BootOptions): Promise<Attempt> {
  const token = options.token ?? readToken();
  if (token === undefined) {
    return {
      why: 'A recording, because this page was not opened with the address that `npm start` prints: that address runs the lab on your machine.',
      near: false,
    };
  }
  const { base } = options;
  const engine = createLocalEngine({ token, ...(base !== undefined && { base }) });
  const booted = await engine.boot(boot);
  if (!booted.ok)
    return { why: `A recording, for now. ${booted.error.message} ${booted.error.next}`, near: true };
  const lacking = missing(lab.needs, booted.capabilities);
  if (lacking === undefined)
    return {
      engine,
      capabilities: booted.capabilities,
      why: 'Your own machine runs the lab: this page came from its local server.',
    };
  return {
    why: `A recording, because this machine lacks something that the lab needs. ${lacking} Where it is there, \`npm run lab -- ${lab.id}\` runs the lab.`,
    near: true,
  };
}

/** What no browser will ever give to a lab; for the rest it is tried. */
const beyondAPage: Partial<Record<Capability, string>> = {
  namespaces: 'There is no network namespace in a browser.',
  'open-files': 'There is no limit of open files in a browser.',
  haproxy: 'HAProxy does not run in a browser.',
};

async function tryInPage(lab: Wanted, options: ChooseOptions, boot: BootOptions): Promise<Attempt> {
  const surroundings = options.surroundings ?? lookAround();
  const { loadImage, webcontainer = loadWebcontainer } = options;
  const near = surroundings.isolated && loadImage !== undefined;
  const not = (why: string): Not => ({ why: `A recording, for now. ${why}`, near });
  const lacks = (what: string): Not => ({
    why: `A recording, because Node in a page lacks something that the lab needs. ${what} On your own machine, \`npm run lab -- ${lab.id}\` runs the lab.`,
    near,
  });
  if (!loadImage) return not('This site brings nothing with it that could run in the page.');
  const obstacle = hindrance(surroundings);
  if (obstacle) return not(`${obstacle.message} ${obstacle.next}`);
  const beyond = lab.needs.flatMap((need) => beyondAPage[need] ?? []);
  if (beyond.length > 0) return lacks(beyond.join(' '));
  try {
    const engine = await webcontainer(loadImage);
    const booted = await engine.boot(boot);
    if (!booted.ok) return not(`${booted.error.message} ${booted.error.next}`);
    const { capabilities } = booted;
    const lacking = missing(lab.needs, capabilities);
    if (lacking !== undefined) return lacks(lacking);
    const why =
      'Node in this page runs the lab, by WebContainer: nothing is installed. Figures from your own machine are worth more.';
    return { engine, capabilities, why };
  } catch {
    const { message, next } = failure('no-client');
    return not(`${message} ${next}`);
  }
}

/** Why an engine can't run a lab, in sentences; undefined if it can. */
export function missing(needs: readonly Capability[], { can, why }: Capabilities): string | undefined {
  const lacking = needs.filter((need) => !can[need]);
  if (lacking.length === 0) return undefined;
  return lacking.map((need) => why[need] ?? `It has no ${need}.`).join(' ');
}
