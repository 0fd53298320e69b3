/** One program of a run: started with the probe, its output cut into records, its life reported. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { CHANNEL_VARIABLE, QUIET_VARIABLE } from '../channel.ts';
import { EPOCH_VARIABLE, epochNanoseconds } from '../clock.ts';
import type { Program } from '../manifest.ts';
import { OUTER_NETWORK_VARIABLE } from '../network.ts';
import { CONTROLS_VARIABLE } from '../program.ts';
import type { ControlValue } from '../records.ts';
import { nameHere } from '../stripped.ts';
import type { RunFolder } from './folder.ts';
import { keepFile } from './kept.ts';
import { RUN_VARIABLE } from './family.ts';
import { readLines } from './lines.ts';
import { readReports } from './reports.ts';
import type { RecordWriter } from './writer.ts';

const probe = new URL(nameHere('../probe.ts'), import.meta.url).href;
const CHANNEL_DESCRIPTOR = 4;
const TEXT_LINES = { longest: 4000, idleMs: 100 };
/** What a program that is over had still printed is read for this long. */
const DRAIN_MS = 500;
/** How much of the end of a program's standard error is kept, to say why it failed. */
const LINES_KEPT = 60;

export interface RunningProgram {
  readonly name: string;
  readonly child: ChildProcess;
  port: number | undefined;
  readonly errors: string[];
  /** Settles with true when it is ready, with false when it ended before. */
  readonly ready: Promise<boolean>;
  /** Settles when it has ended and all that it printed has been read. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Without a value, the program's own is to count again. */
  control: (name: string, value: ControlValue | undefined) => void;
}

export interface ProgramContext {
  runId: string;
  folder: RunFolder;
  controls: Record<string, ControlValue>;
  /** `BACKEND_URL` and so on, of the programs that are ready. */
  addresses: Record<string, string>;
  writer: RecordWriter;
  /** Told how many bytes of text a program printed; false means that no more is wanted. */
  wantsText: (bytes: number) => boolean;
  /** The same for what it reports on its channel. */
  wantsReport: (bytes: number) => boolean;
}

export function startProgram(program: Program, context: ProgramContext): RunningProgram {
  const { writer } = context;
  writer.now({ kind: 'process', process: program.name, state: 'starting' });
  const lowered =
    program.openFiles === undefined ? [] : [`--nofile=${String(program.openFiles)}`, '--', process.execPath];
  const child = spawn(
    lowered.length > 0 ? 'prlimit' : process.execPath,
    [
      ...lowered,
      ...(program.nodeFlags ?? []),
      '--import',
      probe,
      join(context.folder.lab, nameHere(program.file)),
      ...(program.args ?? []),
    ],
    {
      cwd: context.folder.lab,
      env: { ...environment(context), ...(program.quiet && { [QUIET_VARIABLE]: 'true' }) },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc', 'pipe'],
      // A process group of its own, so that all that it starts can be ended with it.
      detached: true,
    },
  );

  let becomeReady: (isReady: boolean) => void = () => undefined;
  const running: RunningProgram = {
    name: program.name,
    child,
    port: undefined,
    errors: [],
    ready: new Promise((resolve) => (becomeReady = resolve)),
    ended: whenEnded(child, () => {
      becomeReady(false);
    }),
    control: (name, value) => {
      if (child.connected) child.send({ type: 'control', name, value }, () => undefined);
    },
  };
  // Nothing is expected on this way, but without a listener Node keeps all that comes.
  child.on('message', () => undefined);
  child.stdin?.on('error', () => undefined); // It closed its input: what is typed is lost, as in a shell.

  const announce = (port?: number): void => {
    running.port ??= port;
    writer.now({
      kind: 'process',
      process: program.name,
      state: 'ready',
      ...(child.pid && { pid: child.pid }),
      ...(port && { port }),
    });
    becomeReady(true);
  };
  let announced = false;
  if (program.ready === 'started') {
    announced = true;
    child.once('spawn', () => {
      announce();
    });
  }

  for (const stream of ['stdout', 'stderr'] as const) {
    const source = child[stream];
    if (!source) continue;
    readLines(source, TEXT_LINES, (line) => {
      const text = context.folder.shorten(line);
      if (stream === 'stderr') {
        running.errors.push(text);
        if (running.errors.length > LINES_KEPT) running.errors.shift();
      }
      if (context.wantsText(Buffer.byteLength(line)))
        writer.now({ kind: 'text', process: program.name, stream, text });
    });
  }

  const reports = readReports(child.stdio[CHANNEL_DESCRIPTOR] as NodeJS.ReadableStream, {
    process: program.name,
    wants: (bytes) => context.wantsReport(bytes),
    onRecord: (record) => {
      if (record.kind === 'artifact' && record.file !== undefined) {
        keepFile(context.folder.temporary, record.file);
      }
      writer.put(record);
    },
    onNotice: (notice) => {
      writer.now(notice);
    },
    onListening: (port) => {
      if (announced) return;
      announced = true;
      announce(port);
    },
  });

  void running.ended.then(({ code, signal }) => {
    reports.finish();
    writer.now({
      kind: 'process',
      process: program.name,
      state: 'exited',
      ...(child.pid && { pid: child.pid }),
      code,
      signal,
    });
  });
  return running;
}

function environment(context: ProgramContext): NodeJS.ProcessEnv {
  const keep = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TERM', OUTER_NETWORK_VARIABLE];
  return {
    ...Object.fromEntries(
      keep.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    ...context.addresses,
    PORT: '0',
    TMPDIR: context.folder.temporary,
    [RUN_VARIABLE]: context.runId,
    [EPOCH_VARIABLE]: epochNanoseconds(),
    [CHANNEL_VARIABLE]: String(CHANNEL_DESCRIPTOR),
    [CONTROLS_VARIABLE]: JSON.stringify(context.controls),
  };
}

function whenEnded(child: ChildProcess, onExit: () => void): RunningProgram['ended'] {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      onExit();
      // What it has started may hold its output open for as long as it likes.
      setTimeout(resolve, DRAIN_MS, { code, signal });
    });
    child.once('error', () => {
      onExit();
      resolve({ code: null, signal: null });
    });
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
}
