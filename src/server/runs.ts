/** All runs that the server hosts: who may start one, and that none outlives the server. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Writable } from 'node:stream';
import type { ControlMessage, RunRequest } from '../../labs/kit/messages.ts';
import { sweepRuns } from '../../labs/kit/supervise/folder.ts';
import type { Limits } from '../../labs/kit/supervise/limits.ts';
import type { ServerError } from './errors.ts';
import { hostRun, type HostedRun } from './hosted-run.ts';
import { keepFiles, type KeptFiles } from './kept.ts';

/** Each run is several programs that use a whole core now and then: more of them measure each other. */
const RUNS_AT_ONCE = 4;

export type Admission =
  { ok: true; start: (sink: Writable) => HostedRun } | { ok: false; error: ServerError };

export interface RunHost {
  /** Whether one more run may start; `page` tells pages apart, and is undefined for programs such as curl. */
  admit: (request: RunRequest, page: string | undefined) => Admission;
  /** Passes a message on to a run; false if there is no such run. */
  send: (id: string, message: ControlMessage) => boolean;
  /** A file that a run has left; see kept.ts. */
  openFile: KeptFiles['open'];
  /** Ends every run; settles when nothing of them is left. */
  stopAll: () => Promise<void>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const supervise = fileURLToPath(new URL('../../labs/kit/supervise.ts', import.meta.url));

export interface RunHostOptions {
  /** Another supervisor than the kit's, for tests. */
  supervisor?: string | undefined;
  /** Limits other than the kit's own. */
  limits?: Partial<Limits> | undefined;
}

export function createRunHost({ supervisor = supervise, limits = {} }: RunHostOptions = {}): RunHost {
  const runs = new Map<string, { run: HostedRun; page: string | undefined }>();
  const files = keepFiles();

  const refusal = (page: string | undefined): ServerError | undefined => {
    if (page !== undefined && [...runs.values()].some((one) => one.page === page)) {
      return {
        status: 409,
        code: 'run-going-on',
        message: 'A run of this page is going on.',
        next: 'Stop it first, or wait for its end.',
      };
    }
    if (runs.size < RUNS_AT_ONCE) return undefined;
    return {
      status: 429,
      code: 'too-many-runs',
      message: `${String(RUNS_AT_ONCE)} runs are going on, in this tab and in others; more would measure each other.`,
      next: 'Stop one of them, or wait for its end.',
    };
  };

  return {
    admit: (request, page) => {
      const error = refusal(page);
      if (error) return { ok: false, error };
      return {
        ok: true,
        start: (sink) => {
          const id = randomBytes(12).toString('hex');
          files.begin(id);
          const run = hostRun({
            id,
            request,
            limits,
            supervisor,
            cwd: repository,
            kept: files.folder(id),
            sink,
            onLost: () => sweepRuns(id),
          });
          runs.set(id, { run, page });
          void run.ended.finally(() => runs.delete(id));
          return run;
        },
      };
    },
    send: (id, message) => {
      const found = runs.get(id);
      found?.run.send(message);
      return found !== undefined;
    },
    openFile: files.open,
    stopAll: async () => {
      await Promise.all([...runs.values()].map(({ run }) => run.stop()));
      await files.clear();
    },
  };
}
