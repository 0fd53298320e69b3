/**
 * The one WebContainer of a page: booted once, shared by all labs, thrown away when something in it hangs.
 * The client's own `boot` has no time-out, and a second call waits for the first: so a boot that took
 * too long is not repeated but waited for again.
 */
import type { FileSystemTree, WebContainer } from '@webcontainer/api';
import type { BootOptions, BootStep, Capabilities, EngineError } from '../engine.ts';
import { findCapabilities } from './capabilities.ts';
import { createClaim } from './claim.ts';
import { failure, recognise } from './errors.ts';
import type { LoadedImage } from './image.ts';
import { hindrance, lookAround, type Surroundings } from './surroundings.ts';

const BOOTED_WITHIN_MS = 30_000;
/** The host says that it is there long before Node is. */
const ANSWERED_WITHIN_MS = 20_000;

/** What of a container is used. */
export type Container = Pick<WebContainer, 'spawn' | 'mount' | 'fs' | 'on' | 'teardown' | 'workdir'>;

/** What an instance stands on; tests put others in their place. */
export interface Ground {
  loadImage: () => Promise<LoadedImage>;
  surroundings: () => Surroundings;
  /** Boots the client. */
  bootClient: () => Promise<Container>;
  /** Whether the host has said anything to this page. */
  hostAnswered: () => boolean;
  /**
   * Whether this is the only tab with a container. It stays so until `leave` is called, because another tab wants
   * to be it, and answers that nothing is left in this one.
   */
  claim: (leave: () => boolean) => Promise<boolean>;
}

export interface Running {
  container: Container;
  /** Whether a lab has a file, by the name that it has in the lab's folder. */
  isFile: (lab: string, name: string) => boolean;
  capabilities: Capabilities;
}
export type Started = ({ ok: true } & Running) | { ok: false; error: EngineError };

export interface Instance {
  /** Gives the container, once it is there. Never rejects; after a failure, a later call tries again. */
  start: (options: BootOptions) => Promise<Started>;
  /** Throws the container away: the next start makes a new one. */
  discard: () => void;
  /** The run that is going on, if one is. */
  run: object | undefined;
  /** Runs that are being stopped: the next one waits until they have left. */
  readonly leaving: Set<Promise<void>>;
}

export function createInstance(ground: Ground): Instance {
  let starting: Promise<Started> | undefined;
  let booting: Promise<Container> | undefined;
  let container: Container | undefined;
  let beginning = false;
  const listeners = new Set<(step: BootStep) => void>();
  let steps: BootStep[] = [];

  const tell = (step: BootStep): void => {
    steps = [...steps.filter(({ id }) => id !== step.id), step];
    for (const listener of listeners) listener(step);
  };
  const step = async <T>(id: string, label: string, doIt: () => Promise<T>): Promise<T> => {
    tell({ id, label, state: 'running' });
    const came = await doIt();
    tell({ id, label, state: 'done' });
    return came;
  };

  async function begin(): Promise<Started> {
    steps = [];
    const obstacle = hindrance(ground.surroundings());
    if (obstacle) return { ok: false, error: obstacle };
    beginning = true;
    try {
      if (!(await ground.claim(leave))) return { ok: false, error: failure('second-tab') };
      return await build();
    } catch (error) {
      return { ok: false, error: isEngineError(error) ? error : recognise(error) };
    } finally {
      beginning = false;
    }
  }

  /** Rejects with what went wrong, as an engine's error or as it was thrown. */
  async function build(): Promise<Started> {
    const loaded = await step('image', 'Downloading the labs’ programs', ground.loadImage);
    if (!loaded.ok) return loaded;
    const { dependencies, programs } = loaded.image;
    const fresh = await step('container', 'Starting Node in this page', bootInTime);
    container = fresh;
    fresh.on('error', ({ message }) => {
      // What it says of itself is of no use to a run; that it is broken is.
      if (recognise(message).code === 'out-of-memory') discard();
    });
    await step('mount', 'Putting the labs into it', () =>
      inTime(
        // What is mounted is handed over: the copy can be, and the image serves the next container.
        fresh.mount(dependencies.slice()).then(() => fresh.mount(programs)),
        BOOTED_WITHIN_MS,
        () => failure('boot-timeout'),
      ),
    );
    const capabilities = await step('probe', 'Trying what can be measured in it', () =>
      findCapabilities(fresh),
    );
    return { ok: true, container: fresh, capabilities, isFile: (lab, name) => holds(programs, lab, name) };
  }

  async function bootInTime(): Promise<Container> {
    booting ??= ground.bootClient().finally(() => {
      booting = undefined;
    });
    const answered = inTime(booting, ANSWERED_WITHIN_MS, () =>
      ground.hostAnswered() ? undefined : failure('host-unreachable'),
    );
    return inTime(answered, BOOTED_WITHIN_MS, () => failure('boot-timeout'));
  }

  function discard(): void {
    starting = undefined;
    const old = container;
    container = undefined;
    try {
      old?.teardown();
    } catch {
      // It was torn down before.
    }
  }

  /** Another tab wants to be the one with a container: it may, where this one runs nothing. */
  function leave(): boolean {
    if (beginning || instance.run || instance.leaving.size > 0) return false;
    discard();
    return true;
  }

  const instance: Instance = {
    run: undefined,
    leaving: new Set(),
    start: async ({ signal, onProgress }) => {
      if (signal.aborted) return { ok: false, error: failure('aborted') };
      for (const known of starting ? steps : []) if (known.state === 'running') onProgress(known);
      listeners.add(onProgress);
      const mine = (starting ??= begin());
      const calledOff = new Promise<Started>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve({ ok: false, error: failure('aborted') });
        });
      });
      const started = await Promise.race([mine, calledOff]);
      listeners.delete(onProgress);
      if (!started.ok && started.error.code !== 'aborted' && starting === mine) discard();
      return started;
    },
    discard,
  };
  return instance;
}

function holds(programs: FileSystemTree, lab: string, name: string): boolean {
  let folder: FileSystemTree = programs;
  const parts = [lab, ...name.replace(/ts$/, 'js').split('/')];
  const last = parts.pop() ?? '';
  for (const part of parts) {
    const entry = Object.hasOwn(folder, part) ? folder[part] : undefined;
    if (entry === undefined || !('directory' in entry)) return false;
    folder = entry.directory;
  }
  return Object.hasOwn(folder, last);
}

/** Rejects with what `late` gives, if it gives something, when something takes too long. */
async function inTime<T>(
  slow: Promise<T>,
  withinMs: number,
  late: () => EngineError | undefined,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = late();
      // A value that is caught a few lines above, and never leaves this file.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      if (error) reject(error);
    }, withinMs);
  });
  try {
    return await Promise.race([slow, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function isEngineError(thrown: unknown): thrown is EngineError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'next' in thrown;
}

/** The ground in a browser. */
export function browserGround(load: () => Promise<LoadedImage>): Ground {
  let answered = false;
  return {
    loadImage: load,
    surroundings: () => lookAround(),
    bootClient: async () => {
      addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'init')
          answered = true;
      });
      let client: typeof import('@webcontainer/api');
      try {
        client = await import('@webcontainer/api');
      } catch {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw failure('no-client');
      }
      return client.WebContainer.boot({ coep: 'require-corp', workdirName: 'under-load' });
    },
    hostAnswered: () => answered,
    claim: createClaim(),
  };
}
