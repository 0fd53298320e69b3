/** A run in a container: one supervisor, spawned, spoken to and read to its end. */
import type { WebContainerProcess } from '@webcontainer/api';
import type { ControlMessage, RunRequest } from '../../../labs/kit/messages.ts';
import type { RecordOf } from '../../../labs/kit/records.ts';
import type { Capabilities, EngineError, Run, RunFile } from '../engine.ts';
import { createRecordDecoder } from '../ndjson.ts';
import { createRecordStream, unbegun } from '../stream.ts';
import { recognise } from './errors.ts';
import type { Container, Instance, Running } from './instance.ts';
import { createInput, readOutput } from './output.ts';
import { stripEdits } from './strip.ts';

const EXITED_WITHIN_MS = 2000;
/** The supervisor ends a run within 3 s of being told; after this it hangs, or what it should end does. */
const STOPPED_WITHIN_MS = 6000;
/** Files that a run leaves lie here until the next run. */
const KEPT = '.runs/files-of-the-page';
const FILE_NAME = /^[\w-]+(\.[\w-]+)*$/;
/** Lines that are no records: one of the last says why a supervisor ended. */
const LINES_KEPT = 20;

const lost: EngineError = {
  code: 'engine-lost',
  message: 'Node in this page stopped in the middle of the run.',
  next: 'Run again: it is started anew, and your edits are kept.',
};

export interface RunInContainer {
  request: RunRequest;
  instance: Instance;
  capabilities: () => Capabilities | undefined;
  stoppedWithinMs?: number;
}

export function startRun({
  request,
  instance,
  capabilities,
  stoppedWithinMs = STOPPED_WITHIN_MS,
}: RunInContainer): Run {
  const id = crypto.randomUUID();
  const self = {};
  const out = createRecordStream(
    () => unbegun(request, capabilities()),
    () => void stop(),
  );
  const givenUp = new AbortController();
  const calledOff = new AbortController();
  let container: Container | undefined;
  let stopping: Promise<void> | undefined;
  /** Until the supervisor hears, what is said waits. */
  let early: string[] | undefined = [];
  let say = (line: string): void => {
    early?.push(line);
  };

  const finished = play().finally(() => {
    if (instance.run === self) instance.run = undefined;
    early = undefined;
    say = () => undefined;
  });

  async function play(): Promise<void> {
    await Promise.all(instance.leaving);
    if (stopping) {
      out.done('stopped');
      return;
    }
    if (instance.run) {
      refuse({
        code: 'run-going-on',
        message: 'A run of this page is going on.',
        next: 'Stop it first, or wait for its end.',
      });
      return;
    }
    instance.run = self;
    const started = await instance.start({ signal: calledOff.signal, onProgress: () => undefined });
    if (calledOff.signal.aborted) out.done('stopped');
    else if (!started.ok) refuse(started.error);
    else {
      container = started.container;
      try {
        await supervise(started);
      } catch (error) {
        instance.discard();
        refuse(recognise(error));
      }
    }
  }

  /** Rejects as the container does. */
  async function supervise({ container: there, isFile }: Running): Promise<void> {
    const edits = await stripEdits(request.edits ?? {}, (name) => isFile(request.lab, name));
    const child = await there.spawn('node', ['kit/supervise.js'], {
      env: { UNDER_LOAD_KEPT: `${there.workdir}/${KEPT}/${id}` },
    });
    const input = createInput(child);
    input(JSON.stringify({ type: 'start', id, run: { ...request, edits } }));
    for (const line of early ?? []) input(line);
    early = undefined;
    say = input;
    const { done, hangs, printed } = await pass(child);
    if (!(await exits(child)) || hangs) instance.discard();
    if (done) out.put(done);
    else if (givenUp.signal.aborted) {
      out.notice(
        'warning',
        'engine-thrown-away',
        'A program could not be ended, so Node in this page was thrown away with it.',
        'The next run starts it anew, which takes a few seconds.',
      );
      out.done('stopped');
    } else {
      instance.discard();
      out.notice(
        'error',
        lost.code,
        printed === undefined ? lost.message : `${lost.message} It said: ${printed}`,
        lost.next,
      );
      out.done('lost');
    }
  }

  /** Hands the records on as they come. `done` is held back until the supervisor is gone. */
  async function pass(
    child: WebContainerProcess,
  ): Promise<{ done: RecordOf<'done'> | undefined; hangs: boolean; printed: string | undefined }> {
    const decoder = createRecordDecoder();
    const printed: string[] = [];
    let done: RecordOf<'done'> | undefined;
    let hangs = false;
    for await (const text of readOutput(child, givenUp.signal)) {
      for (const parsed of decoder.pushText(text)) {
        // Standard error comes in the same stream, and so may an echo of what was said.
        if (!parsed.ok) printed.push(parsed.message.replace(/^Not JSON: /, '').slice(0, 200));
        else if (parsed.record.kind === 'done') done = parsed.record;
        else {
          hangs ||= parsed.record.kind === 'notice' && parsed.record.code === 'processes-left';
          out.put(parsed.record);
        }
        await out.room();
      }
      if (done) break;
    }
    const last = printed.slice(-LINES_KEPT);
    return { done, hangs, printed: last.find((line) => /\w*Error\b/.test(line)) ?? last.at(-1) };
  }

  /** Whether a process is over, at the latest when it has been killed. */
  async function exits(child: WebContainerProcess): Promise<boolean> {
    const over = child.exit.then(
      () => true,
      () => true,
    );
    if (givenUp.signal.aborted) child.kill();
    if (await Promise.race([over, after(EXITED_WITHIN_MS)])) return true;
    child.kill();
    return (await Promise.race([over, after(EXITED_WITHIN_MS)])) ?? false;
  }

  function refuse(error: EngineError): void {
    out.notice('error', error.code, error.message, error.next);
    out.done('failed');
  }

  function send(message: ControlMessage): void {
    if (message.type === 'stop') void stop();
    else say(JSON.stringify(message));
  }

  function stop(): Promise<void> {
    if (stopping) return stopping;
    const left = leave();
    stopping = left;
    instance.leaving.add(left);
    void left.then(() => instance.leaving.delete(left));
    return left;
  }

  async function leave(): Promise<void> {
    out.hurry();
    calledOff.abort();
    say(JSON.stringify({ type: 'stop' }));
    const patience = setTimeout(() => {
      givenUp.abort();
    }, stoppedWithinMs);
    await finished;
    clearTimeout(patience);
  }

  /** Until the next run. */
  async function file(name: string): Promise<RunFile> {
    const gone: RunFile = {
      ok: false,
      error: {
        code: 'no-file',
        message: `The file ${name} is gone: it is kept until the next run.`,
        next: 'Run again.',
      },
    };
    if (!container || !FILE_NAME.test(name)) return gone;
    try {
      const content = await container.fs.readFile(`${KEPT}/${id}/${name}`);
      return { ok: true, content: new Blob([content as Uint8Array<ArrayBuffer>]) };
    } catch {
      return gone;
    }
  }

  return { records: out.records, send, stop, file };
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, undefined);
  });
