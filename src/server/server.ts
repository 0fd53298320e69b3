/** The loopback server: the built site, the gate, and the host of the local engine's runs. */
import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { sweepRuns } from '../../labs/kit/supervise/folder.ts';
import type { Limits } from '../../labs/kit/supervise/limits.ts';
import { createApp } from './app.ts';
import { findCapabilities } from './capabilities.ts';
import { listen } from './listen.ts';
import { createRoom } from './room.ts';
import { createRunHost } from './runs.ts';
import { openSite } from './site.ts';

const TOKEN_BYTES = 32;

export interface ServerOptions {
  /** The wanted port; the next free one is taken if it is not. 0 takes any. */
  port: number;
  /** The built site's folder. */
  dist: string;
  /** Limits of a run other than the kit's own. */
  limits?: Partial<Limits>;
  /** Another supervisor than the kit's, for tests. */
  supervisor?: string;
}

export interface RunningServer {
  port: number;
  token: string;
  /** The address to open: the token is in its fragment, which is never sent. */
  address: string;
  app: Express;
  /**
   * For the moment in which the server opens the browser itself: the target by which it will come; see
   * open.ts. Undefined ends it.
   */
  expectBrowser: (door: string | undefined, onCome?: () => void) => void;
  /** Ends every run and stops listening; settles when nothing is left. */
  close: () => Promise<void>;
}

/** Rejects if it cannot listen. */
export async function startServer({
  port: wanted,
  dist,
  limits,
  supervisor,
}: ServerOptions): Promise<RunningServer> {
  await sweepRuns();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const runs = createRunHost({ supervisor, limits });
  const room = createRoom();
  let port = 0;
  let expected: { door: string; onCome?: (() => void) | undefined } | undefined;
  let capabilities: ReturnType<typeof findCapabilities> | undefined;

  const app = createApp({
    token,
    port: () => port,
    site: openSite(dist),
    siteRoot: dist,
    runs,
    capabilities: () => (capabilities ??= findCapabilities()),
    door: () => expected?.door,
    onBrowser: () => expected?.onCome?.(),
    onTrusted: room.keep,
  });
  const listening = await listen(wanted, room, (request, response) => {
    app(request, response);
  });
  port = listening.port;

  return {
    port,
    token,
    address: `http://127.0.0.1:${String(port)}/#token=${token}`,
    app,
    expectBrowser: (door, onCome) => (expected = door === undefined ? undefined : { door, onCome }),
    close: async () => {
      const ended = runs.stopAll();
      await Promise.all([ended, listening.close()]);
    },
  };
}
