/** The local engine: real Node on the learner's own machine, reached through the loopback server. */
import * as v from 'valibot';
import type { ControlMessage, RunRequest } from '../../labs/kit/messages.ts';
import type { RecordOf } from '../../labs/kit/records.ts';
import type { Booted, Capabilities, Engine, EngineError, Run, RunFile } from './engine.ts';
import { readRecords } from './ndjson.ts';
import { createRecordStream, unbegun } from './stream.ts';

const BOOT_WITHIN_MS = 20_000;
/** The server ends a run within 1 s; after this the connection is dropped, which ends it too. */
const STOP_WITHIN_MS = 1500;
/** A chunk of fewer bytes was all that there was: what comes in the next ms is waited for and read with it. */
const SMALL_CHUNK = 16_384;
const GATHER_MS = 50;

export interface LocalOptions {
  token: string;
  /** `http://127.0.0.1:4321`; the page's own origin if left out. */
  base?: string;
}

const errorSchema = v.object({
  error: v.object({ code: v.string(), message: v.string(), next: v.string() }),
});
const can = v.boolean();
const sentence = v.optional(v.string());
const capabilitiesSchema = v.object({
  node: v.string(),
  platform: v.string(),
  cores: v.number(),
  can: v.object({
    processes: can,
    'eventloop-delay': can,
    watchdog: can,
    heap: can,
    cpu: can,
    namespaces: can,
    'open-files': can,
    haproxy: can,
    'async-context': can,
  }),
  why: v.object({
    processes: sentence,
    'eventloop-delay': sentence,
    watchdog: sentence,
    heap: sentence,
    cpu: sentence,
    namespaces: sentence,
    'open-files': sentence,
    haproxy: sentence,
    'async-context': sentence,
  }),
});

const gone: EngineError = {
  code: 'engine-lost',
  message: 'The local server does not answer.',
  next: 'Start `npm start` again and open the address that it prints; your edits are kept.',
};

export function createLocalEngine({ token, base = globalThis.location.origin }: LocalOptions): Engine {
  // The server allows one run to a page; this is how it tells pages apart.
  const page = crypto.randomUUID();
  let capabilities: Capabilities | undefined;
  /** Runs that are being stopped: the next one waits until they have left. */
  const leaving = new Set<Promise<void>>();

  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(base + path, {
      ...init,
      // A browser sets `origin` itself and ignores ours; Node sends it, and the gate asks for it. The
      // mode stays fetch's own (`cors`): in any other, a page without a referrer sends `Origin: null`.
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'under-load-page': page,
        origin: base,
      },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });

  return {
    kind: 'local',
    boot: async ({ signal, onProgress }): Promise<Booted> => {
      const step = { id: 'connect', label: 'Asking the local server what it can measure' };
      onProgress({ ...step, state: 'running' });
      try {
        const response = await call('/api/engine', {
          signal: AbortSignal.any([signal, AbortSignal.timeout(BOOT_WITHIN_MS)]),
        });
        if (!response.ok) return { ok: false, error: await readError(response) };
        const parsed = v.safeParse(capabilitiesSchema, await response.json());
        if (!parsed.success) return { ok: false, error: notOurs(response.status) };
        capabilities = parsed.output;
        onProgress({ ...step, state: 'done' });
        return { ok: true, capabilities };
      } catch (error) {
        return {
          ok: false,
          error: signal.aborted
            ? { code: 'aborted', message: 'The start was called off.', next: 'Choose an engine.' }
            : { ...gone, message: describe(error) },
        };
      }
    },
    run: (request) => startRun({ request, call, leaving, capabilities: () => capabilities }),
  };
}

type Call = (path: string, init?: RequestInit) => Promise<Response>;

interface Start {
  request: RunRequest;
  call: Call;
  leaving: Set<Promise<void>>;
  capabilities: () => Capabilities | undefined;
}

function startRun({ request, call, leaving, capabilities }: Start): Run {
  const connection = new AbortController();
  const out = createRecordStream(
    () => unbegun(request, capabilities()),
    () => void stop(),
  );
  let tellId: (id: string | undefined) => void = () => undefined;
  const id = new Promise<string | undefined>((resolve) => (tellId = resolve));
  let stopping: Promise<void> | undefined;
  let gathered: () => void = () => undefined;

  const finished = play().finally(() => {
    tellId(undefined);
  });

  async function play(): Promise<void> {
    let response: Response;
    await Promise.all(leaving);
    if (stopping) {
      out.done('stopped');
      return;
    }
    try {
      response = await call('/api/runs', {
        method: 'POST',
        body: JSON.stringify(request),
        signal: connection.signal,
      });
    } catch {
      refuse(gone);
      return;
    }
    if (!response.ok || response.body === null) {
      refuse(await readError(response));
      return;
    }
    tellId(response.headers.get('under-load-run') ?? undefined);
    const { done, bad } = await pass(response.body);
    if (bad > 0)
      out.notice(
        'warning',
        'bad-records',
        `${String(bad)} ${bad === 1 ? 'line was' : 'lines were'} no record and ${bad === 1 ? 'is' : 'are'} left out.`,
      );
    if (done) out.put(done);
    // The connection was dropped from here, since so much was still on its way; that ends the run, too.
    else if (connection.signal.aborted) out.done('stopped');
    else {
      out.notice('error', 'engine-lost', 'The local server went away in the middle of the run.', gone.next);
      out.done('lost');
    }
  }

  /** Hands the records on as they come. `done` is held back until the server says that nothing is left of the run. */
  async function pass(
    body: ReadableStream<Uint8Array>,
  ): Promise<{ done: RecordOf<'done'> | undefined; bad: number }> {
    let done: RecordOf<'done'> | undefined;
    let bad = 0;
    try {
      for await (const parsed of readRecords(body, (length) => (done ? undefined : gather(length)))) {
        if (!parsed.ok) bad += 1;
        else if (parsed.record.kind === 'done') done = parsed.record;
        else out.put(parsed.record);
        await out.room();
      }
    } catch {
      // The connection broke: without `done`, the run is lost, and `play` says so.
    }
    return { done, bad };
  }

  /** A moment in which more arrives, so that a hundred samples a second do not wake the page a hundred times. */
  function gather(length: number): Promise<void> | undefined {
    if (stopping || length >= SMALL_CHUNK) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      gathered = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function refuse(error: EngineError): void {
    out.notice('error', error.code, error.message, error.next);
    out.done(error.code === gone.code ? 'lost' : 'failed');
  }

  let sent: Promise<void> = Promise.resolve();
  function send(message: ControlMessage): void {
    if (message.type === 'stop') {
      void stop();
      return;
    }
    post(message);
  }

  /** Messages arrive in the order in which they were sent: each waits for the one before it. */
  function post(message: ControlMessage): void {
    sent = sent.then(async () => {
      const runId = await id;
      if (runId === undefined) return;
      try {
        const response = await call(`/api/runs/${runId}/messages`, {
          method: 'POST',
          body: JSON.stringify(message),
          signal: connection.signal,
        });
        if (response.ok) return;
        const error = await readError(response);
        out.notice('warning', error.code, error.message, error.next);
      } catch {
        // The server is gone: the stream of records ends too, and says so.
      }
    });
  }

  function stop(): Promise<void> {
    if (stopping) return stopping;
    const left = leave();
    stopping = left;
    leaving.add(left);
    void left.then(() => leaving.delete(left));
    return left;
  }

  async function leave(): Promise<void> {
    out.hurry();
    gathered();
    post({ type: 'stop' });
    const patience = setTimeout(() => {
      connection.abort();
    }, STOP_WITHIN_MS);
    await finished;
    clearTimeout(patience);
  }

  /** Also after the run, as long as the server keeps it. */
  async function file(name: string): Promise<RunFile> {
    const runId = await id;
    if (runId === undefined) return { ok: false, error: gone };
    try {
      const response = await call(`/api/runs/${runId}/files/${encodeURIComponent(name)}`);
      if (!response.ok) return { ok: false, error: await readError(response) };
      return { ok: true, content: await response.blob() };
    } catch {
      return { ok: false, error: gone };
    }
  }

  return { records: out.records, send, stop, file };
}

async function readError(response: Response): Promise<EngineError> {
  try {
    const parsed = v.safeParse(errorSchema, await response.json());
    if (parsed.success) return parsed.output.error;
  } catch {
    // Not JSON: not our server.
  }
  return notOurs(response.status);
}

const notOurs = (status: number): EngineError => ({
  code: 'not-our-server',
  message: `Something else than this course's server answered, with status ${String(status)}.`,
  next: gone.next,
});

const describe = (error: unknown): string =>
  error instanceof DOMException && error.name === 'TimeoutError'
    ? `The local server did not answer within ${String(BOOT_WITHIN_MS / 1000)} s.`
    : gone.message;
