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

/**
 * An engine that can start in the page and has not: nothing of it was downloaded, and what it can measure is not
 * known before it has been tried.
 */
export interface Prospect {
  kind: 'webcontainer';
  /** A sentence or two for the learner: what Run will do. */
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
  /** Whether the site has it, found out without downloading it; taken for true if left out. */
  hasImage?: () => Promise<boolean>;
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
export function chooseEngine(
  lab: Wanted,
  preference: EngineKind | undefined,
  options: ChooseOptions,
): Promise<Chosen> {
  return choose(lab, preference, options, (boot) => tryInPage(lab, options, boot));
}

/**
 * As far as the choice can be made for nothing: where Node could start in the page, nothing is started, and
 * `chooseEngine` has the last word. Never rejects.
 */
export function glanceAtEngines(
  lab: Wanted,
  preference: EngineKind | undefined,
  options: ChooseOptions,
): Promise<Chosen | Prospect> {
  return choose<Chosen | Prospect>(lab, preference, options, () => glanceInPage(lab, options));
}

async function choose<Found extends object>(
  lab: Wanted,
  preference: EngineKind | undefined,
  options: ChooseOptions,
  inPage: (boot: BootOptions) => Promise<Found | Not>,
): Promise<Chosen | Found> {
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
  const local = (): Promise<Chosen | Not> => tryLocal(lab, options, boot);
  const here = (): Promise<Found | Not> => inPage(boot);
  const nots: Not[] = [];
  for (const attempt of preference === 'webcontainer' ? [here, local] : [local, here]) {
    const found = await attempt();
    if (!('near' in found)) return found;
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
type Wanted = Pick<Lab, 'id' | 'needs'>;

async function tryLocal(lab: Wanted, options: ChooseOptions, boot: BootOptions): Promise<Chosen | Not> {
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

/** Whether a lab needs nothing that no browser has. */
export const fitsInAPage = ({ needs }: Pick<Lab, 'needs'>): boolean =>
  needs.every((need) => beyondAPage[need] === undefined);

/** What no browser will ever give to a lab; for the rest it is tried. */
const beyondAPage: Partial<Record<Capability, string>> = {
  namespaces: 'There is no network namespace in a browser.',
  'open-files': 'There is no limit of open files in a browser.',
  haproxy: 'HAProxy does not run in a browser.',
};

/** Whether this site and this page could hold it at all; `near` where the page itself could. */
function fits(lab: Wanted, options: ChooseOptions): { loadImage: () => Promise<LoadedImage> } | Not {
  const surroundings = options.surroundings ?? lookAround();
  const { loadImage } = options;
  if (!loadImage) return notYet('This site brings nothing with it that could run in the page.', false);
  const obstacle = hindrance(surroundings);
  if (obstacle) return notYet(`${obstacle.message} ${obstacle.next}`, surroundings.isolated);
  const beyond = lab.needs.flatMap((need) => beyondAPage[need] ?? []);
  return beyond.length > 0 ? lacks(lab, beyond.join(' ')) : { loadImage };
}

const notYet = (why: string, near = true): Not => ({ why: `A recording, for now. ${why}`, near });
const lacks = (lab: Wanted, what: string): Not => ({
  why: `A recording, because Node in a page lacks something that the lab needs. ${what} On your own machine, \`npm run lab -- ${lab.id}\` runs the lab.`,
  near: true,
});

async function glanceInPage(lab: Wanted, options: ChooseOptions): Promise<Prospect | Not> {
  const found = fits(lab, options);
  if ('near' in found) return found;
  if (options.hasImage && !(await options.hasImage()))
    return notYet('What runs in the page could not be had from this site. Look at the connection.');
  return {
    kind: 'webcontainer',
    why: 'When you press Run, Node starts in this page, by WebContainer. What it can measure is found out then; if that is less than the lab needs, its recording is played.',
  };
}

async function tryInPage(lab: Wanted, options: ChooseOptions, boot: BootOptions): Promise<Chosen | Not> {
  const found = fits(lab, options);
  if ('near' in found) return found;
  try {
    const engine = await (options.webcontainer ?? loadWebcontainer)(found.loadImage);
    const booted = await engine.boot(boot);
    if (!booted.ok) return notYet(`${booted.error.message} ${booted.error.next}`);
    const { capabilities } = booted;
    const lacking = missing(lab.needs, capabilities);
    if (lacking !== undefined) return lacks(lab, lacking);
    const why =
      'Node in this page runs the lab, by WebContainer: nothing is installed. Figures from your own machine are worth more.';
    return { engine, capabilities, why };
  } catch {
    const { message, next } = failure('no-client');
    return notYet(`${message} ${next}`);
  }
}

/** Why an engine can't run a lab, in sentences; undefined if it can. */
export function missing(needs: readonly Capability[], { can, why }: Capabilities): string | undefined {
  const lacking = needs.filter((need) => !can[need]);
  if (lacking.length === 0) return undefined;
  return lacking.map((need) => why[need] ?? `It has no ${need}.`).join(' ');
}
