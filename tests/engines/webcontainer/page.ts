/** The page that the tests open: it holds the engine, and passes on what they ask of it. */
import type { FileSystemTree } from '@webcontainer/api';
import type { ControlMessage, RunRequest } from '../../../labs/kit/messages.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import type { BootStep, Booted, Run } from '../../../src/engines/engine.ts';
import { createWebcontainerEngine } from '../../../src/engines/webcontainer/engine.ts';

export interface EngineInPage {
  boot: () => Promise<{ booted: Booted; steps: BootStep[] }>;
  /** Records go to `underLoadRecords`, which takes as many as it can and then waits. */
  run: (id: string, request: RunRequest) => void;
  send: (id: string, message: ControlMessage) => void;
  stop: (id: string) => Promise<void>;
  /** The reader goes away. */
  cancel: (id: string) => Promise<void>;
}

declare global {
  interface Window {
    underLoad: EngineInPage;
    /** Given by the tests: settles when there is room for more. */
    underLoadRecords: (id: string, records: RunRecord[], over: boolean) => Promise<void>;
  }
}

const MOST_AT_ONCE = 500;
const trees = (await (await fetch('/image.json')).json()) as Record<
  'dependencies' | 'programs',
  FileSystemTree
>;
const engine = createWebcontainerEngine({
  loadImage: () =>
    Promise.resolve({
      ok: true,
      image: {
        // What the client makes of a tree is what it sends of a snapshot, too: bytes.
        dependencies: new TextEncoder().encode(JSON.stringify(innerTree(trees.dependencies))),
        programs: trees.programs,
      },
    }),
});
const runs = new Map<string, { run: Run; reader: ReadableStreamDefaultReader<RunRecord> }>();

function innerTree(tree: FileSystemTree): object {
  const entries = Object.entries(tree).map(([name, entry]) => {
    if ('directory' in entry) return [name, innerTree(entry.directory)] as const;
    return [name, { f: { c: 'contents' in entry.file ? entry.file.contents : '' } }] as const;
  });
  return { d: Object.fromEntries(entries) };
}

async function passOn(id: string, reader: ReadableStreamDefaultReader<RunRecord>): Promise<void> {
  let batch: RunRecord[] = [];
  let sending: Promise<void> | undefined;
  const send = (over: boolean): Promise<void> => {
    const records = batch;
    batch = [];
    return window.underLoadRecords(id, records, over);
  };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    batch.push(value);
    sending ??= Promise.resolve()
      .then(() => send(false))
      .finally(() => (sending = undefined));
    if (batch.length >= MOST_AT_ONCE) await sending;
  }
  await sending;
  await send(true);
}

window.underLoad = {
  boot: async () => {
    const steps: BootStep[] = [];
    const booted = await engine.boot({
      signal: new AbortController().signal,
      onProgress: (step) => steps.push(step),
    });
    return { booted, steps };
  },
  run: (id, request) => {
    const run = engine.run(request);
    const reader = run.records.getReader();
    runs.set(id, { run, reader });
    void passOn(id, reader);
  },
  send: (id, message) => runs.get(id)!.run.send(message),
  stop: (id) => runs.get(id)!.run.stop(),
  cancel: (id) => runs.get(id)!.reader.cancel(),
};
