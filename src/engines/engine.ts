/**
 * The contract of an engine: a place where a lab's supervisor runs. The page knows no more of it
 * than this. `tests/engines` is the conformance suite that every engine passes.
 */
import type { Capability } from '../../labs/kit/manifest.ts';
import type { ControlMessage, RunRequest } from '../../labs/kit/messages.ts';
import type { RunRecord } from '../../labs/kit/records.ts';

export type EngineKind = 'local' | 'webcontainer' | 'recorded';

export interface Capabilities {
  /** `v24.21.0` */
  node: string;
  platform: string;
  cores: number;
  /** What it can do, found out by trying. */
  can: Record<Capability, boolean>;
  /** For each thing that it cannot do: why, in a sentence. */
  why: Partial<Record<Capability, string>>;
}

export interface BootStep {
  /** `connect`, `probe`, … */
  id: string;
  label: string;
  state: 'running' | 'done';
}

/** An error as a value: a code, a sentence, what to do next. */
export interface EngineError {
  code: string;
  message: string;
  next: string;
}

export type Booted = { ok: true; capabilities: Capabilities } | { ok: false; error: EngineError };

export interface BootOptions {
  signal: AbortSignal;
  onProgress: (step: BootStep) => void;
}

export interface Engine {
  readonly kind: EngineKind;
  /** Never rejects: what went wrong comes back as a value. Safe to call again. */
  boot: (options: BootOptions) => Promise<Booted>;
  /** Starts a run at once; what goes wrong arrives in its records, as a `notice` and `done`. */
  run: (request: RunRequest) => Run;
}

export type RunFile = { ok: true; content: Blob } | { ok: false; error: EngineError };

export interface Run {
  /** Always ends with `done`. */
  readonly records: ReadableStream<RunRecord>;
  send: (message: ControlMessage) => void;
  /** Settled when nothing of the run is left. */
  stop: () => Promise<void>;
  /** A file that an artifact names. Missing where an engine keeps none: a recording holds no large files. */
  file?: (name: string) => Promise<RunFile>;
}
