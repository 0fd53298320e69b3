/**
 * The WebContainer engine: Node inside the page, by StackBlitz's runtime. Everything here is downloaded
 * only when a lab is to run in it.
 */
import type { Capabilities, Engine } from '../engine.ts';
import type { LoadedImage } from './image.ts';
import { browserGround, createInstance, type Ground, type Instance } from './instance.ts';
import { startRun } from './run.ts';

export interface WebcontainerOptions {
  /** Gives what is put into the container. */
  loadImage: () => Promise<LoadedImage>;
}

/** The browser allows one container to a page: all labs share it. */
let ofThePage: Instance | undefined;

export function createWebcontainerEngine({ loadImage }: WebcontainerOptions): Engine {
  ofThePage ??= createInstance(browserGround(loadImage));
  return engineOn(ofThePage);
}

/** An engine on other ground than the browser's. */
export function createEngineOn(ground: Ground, stoppedWithinMs?: number): Engine {
  return engineOn(createInstance(ground), stoppedWithinMs);
}

function engineOn(instance: Instance, stoppedWithinMs?: number): Engine {
  let capabilities: Capabilities | undefined;
  return {
    kind: 'webcontainer',
    boot: async (options) => {
      const started = await instance.start(options);
      if (!started.ok) return started;
      capabilities = started.capabilities;
      return { ok: true, capabilities };
    },
    run: (request) =>
      startRun({
        request,
        instance,
        capabilities: () => capabilities,
        ...(stoppedWithinMs !== undefined && { stoppedWithinMs }),
      }),
  };
}
