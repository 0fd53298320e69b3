/** One run, from its start message to `done`. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from '../manifest.ts';
import type { ControlMessage } from '../messages.ts';
import { RECORD_FORMAT, type DoneReason } from '../records.ts';
import { nameHere } from '../stripped.ts';
import { Controls, refuse, refuseDuring } from './controls.ts';
import { readFailure, type Failure } from './failure.ts';
import { Family } from './family.ts';
import { createRunFolder, type RunFolder } from './folder.ts';
import { limitHit, type LimitName } from './limits.ts';
import { startProgram, type RunningProgram } from './program.ts';
import type { RunPlan } from './plan.ts';
import { makeRequest } from './request.ts';
import type { RecordWriter } from './writer.ts';

const GRACE_MS = 300;
const KILLED_WITHIN_MS = 2000;
/** How often processes are counted, how often they and their memory are looked at, and the folder, which takes longer. */
const COUNT_EVERY_MS = 50;
const LOOK_EVERY_MS = 200;
const FOLDER_EVERY_MS = 1000;
/** A line of text counts as this many bytes at least, so that empty lines come to an end, too. */
const LEAST_LINE = 16;
const READY_WITHIN_MS = 15_000;

export class SupervisedRun {
  readonly #plan: RunPlan;
  readonly #writer: RecordWriter;
  readonly #programs: RunningProgram[] = [];
  readonly #controls: Controls;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #family: Family;
  #folder: RunFolder | undefined;
  #printed = 0;
  #reported = 0;
  #limit: LimitName | undefined;
  #ending: ((reason: DoneReason) => void) | undefined;
  readonly #over: Promise<DoneReason>;

  constructor(plan: RunPlan, writer: RecordWriter) {
    this.#plan = plan;
    this.#writer = writer;
    this.#family = new Family(plan.id);
    this.#over = new Promise((resolve) => (this.#ending = resolve));
    this.#controls = new Controls(
      plan.lab,
      plan.controls,
      (name, value, by) => {
        writer.now({ kind: 'control', name, value, by });
        for (const program of this.#programs) program.control(name, value);
      },
      (name) => {
        for (const program of this.#programs) program.control(name, undefined);
      },
    );
  }

  /** Plays the run to its end; settles with true when nothing of it is left and `done` is written. */
  async play(): Promise<true> {
    const { lab, variant, edits, id } = this.#plan;
    this.#writer.put({
      kind: 'run',
      t: 0,
      format: RECORD_FORMAT,
      id,
      lab: lab.id,
      variant,
      edited: Object.keys(edits),
      node: process.version,
      platform: process.platform,
      cores: availableParallelism(),
      startedAt: new Date().toISOString(),
    });
    try {
      this.#folder = createRunFolder(id, lab, variant, edits, this.#controls.values());
    } catch (error) {
      this.#notice(
        'error',
        'no-folder',
        `The run's folder could not be made: ${(error as Error).message}.`,
        'Look for free space and permissions where the course is installed.',
      );
      this.end('failed');
    }
    if (this.#folder) {
      this.#watchLimits();
      void this.#start(this.#folder);
    }
    const reason = await this.#over;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#clear(reason);
    this.#writer.now({ kind: 'done', reason, ...(reason === 'limit' && { limit: this.#limit }) });
    await this.#writer.flush();
    return true;
  }

  /** Ends the run; the first reason counts. */
  end(reason: DoneReason): void {
    this.#ending?.(reason);
    this.#ending = undefined;
  }

  /** Takes a control message. */
  take(message: ControlMessage): void {
    if (message.type === 'stop') this.end('stopped');
    else if (message.type === 'release' || message.type === 'set') {
      const { lab } = this.#plan;
      const refusal =
        refuseDuring(lab, message.name) ??
        (message.type === 'set' ? refuse(lab, message.name, message.value) : undefined);
      if (refusal) this.#notice('warning', 'bad-control', refusal.message, refusal.next);
      else if (message.type === 'set') this.#controls.hold(message.name, message.value);
      else this.#controls.release(message.name);
    } else if (message.type === 'input')
      this.#program(message.process)?.child.stdin?.write(`${message.text}\n`);
    else void this.#request(message);
  }

  async #start(folder: RunFolder): Promise<void> {
    const addresses: Record<string, string> = {};
    for (const program of this.#plan.lab.programs) {
      if (!this.#ending) return;
      const running = startProgram(program, {
        runId: this.#plan.id,
        folder,
        controls: this.#controls.values(),
        addresses,
        writer: this.#writer,
        wantsText: (bytes) => this.#countText(bytes),
        wantsReport: (bytes) => this.#countReport(bytes),
      });
      this.#programs.push(running);
      const { pid } = running.child;
      if (pid) {
        this.#family.add(pid);
        running.child.once('exit', () => {
          this.#family.over(pid);
        });
      }
      const late = setTimeout(() => {
        this.#notice(
          'error',
          'not-ready',
          `${program.name} did not begin to listen within ${String(READY_WITHIN_MS / 1000)} s.`,
          `Does ${program.file} still call listen()?`,
        );
        this.end('failed');
      }, READY_WITHIN_MS);
      this.#timers.push(late);
      const ready = await running.ready;
      clearTimeout(late);
      void this.#watchProgram(running, program);
      if (!ready) return;
      if (running.port)
        addresses[`${program.name.toUpperCase().replaceAll('-', '_')}_URL`] =
          `http://127.0.0.1:${String(running.port)}`;
    }
    this.#playScenario();
  }

  /** A program that ends by itself ends the run, unless it had done what it was for. */
  async #watchProgram(running: RunningProgram, program: Program): Promise<void> {
    const { code, signal } = await running.ended;
    if (!this.#ending) return;
    const listened = running.port !== undefined;
    if (code === 0 && (program.mayEnd === true || !listened) && (await running.ready)) {
      if (program.endsScenario === true) this.end('scenario-ended');
      return;
    }
    const failure = this.#readFailure(running);
    const how = signal === null ? `with code ${String(code)}` : `by ${signal}`;
    this.#writer.now({
      kind: 'notice',
      level: 'error',
      code: 'program-failed',
      process: running.name,
      message: failure ? `${running.name} ended ${how}: ${failure.message}` : `${running.name} ended ${how}.`,
      next: failure?.file
        ? `Look at ${failure.file}, line ${String(failure.line)}.`
        : 'Look at what it printed, under Output.',
      ...(failure?.file && { file: failure.file }),
      ...(failure?.line && { line: failure.line }),
    });
    this.end('failed');
  }

  #readFailure(running: RunningProgram): Failure | undefined {
    const { lab } = this.#plan;
    const main = lab.programs.find((program) => program.name === running.name)?.file ?? '';
    const folder = this.#folder?.lab ?? '';
    return readFailure(running.errors, {
      main,
      files: lab.files.map((file) => file.path),
      read: (file) => {
        const path = join(folder, nameHere(file));
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      },
    });
  }

  #playScenario(): void {
    const { lab, duration } = this.#plan;
    this.#controls.announce();
    for (const part of lab.scenario.parts) {
      if (part.at >= duration) continue;
      this.#after(part.at, () => {
        this.#writer.now({
          kind: 'event',
          process: 'scenario',
          name: 'part.start',
          detail: { id: part.id, label: part.label },
        });
        if (part.at > 0)
          for (const [name, value] of Object.entries(part.set)) this.#controls.play(name, value);
      });
    }
    this.#after(duration, () => {
      this.end('scenario-ended');
    });
  }

  #watchLimits(): void {
    const { limits } = this.#plan;
    this.#after(limits.wallMs, () => {
      this.#hit('time', limits.wallMs);
    });
    const countProcesses = (): void => {
      const count = this.#family.count(limits.processes);
      if (count > limits.processes) this.#hit('processes', count);
    };
    const lookAtProcesses = (): void => {
      // What comes too fast is not waited for until all are looked at, one by one.
      countProcesses();
      if (!this.#ending) return;
      const members = this.#family.members();
      const memory = members.reduce((sum, member) => sum + member.memory, 0);
      // Of too many processes the memory is too much as well: what is said first is the cause.
      if (members.length > limits.processes) this.#hit('processes', members.length);
      if (memory > limits.memoryBytes) this.#hit('memory', memory);
    };
    const lookAtFolder = (): void => {
      const disk = this.#folder?.size() ?? 0;
      if (disk > limits.diskBytes) this.#hit('disk', disk);
    };
    this.#timers.push(
      setInterval(countProcesses, COUNT_EVERY_MS),
      setInterval(lookAtProcesses, LOOK_EVERY_MS),
      setInterval(lookAtFolder, FOLDER_EVERY_MS),
    );
  }

  #countText(bytes: number): boolean {
    const { outputBytes } = this.#plan.limits;
    this.#printed += Math.max(bytes + 1, LEAST_LINE);
    if (this.#printed <= outputBytes) return true;
    this.#hit('output', this.#printed);
    return false;
  }

  #countReport(bytes: number): boolean {
    const { reportBytes } = this.#plan.limits;
    this.#reported += bytes + 1;
    if (this.#reported <= reportBytes) return true;
    this.#hit('reports', this.#reported);
    return false;
  }

  #hit(name: LimitName, used: number): void {
    if (!this.#ending) return;
    const { code, message, next } = limitHit(name, used, this.#plan.limits);
    this.#limit = name;
    this.#notice('error', code, message, next);
    this.end('limit');
  }

  async #request(message: Extract<ControlMessage, { type: 'request' }>): Promise<void> {
    const port = this.#program(message.process)?.port;
    if (port === undefined) {
      const error = `${message.process} is not listening.`;
      this.#writer.now({
        kind: 'response',
        id: message.id,
        status: 0,
        headers: {},
        body: '',
        duration: 0,
        error,
      });
    } else this.#writer.now(await makeRequest(message, port));
  }

  /** Ends every process of the run, first politely unless that makes it worse, and removes its folder. */
  async #clear(reason: DoneReason): Promise<void> {
    const ended = Promise.all(this.#programs.map((program) => program.ended));
    if (!this.#takesMachine(reason)) {
      this.#family.signal('SIGTERM');
      await Promise.race([ended, wait(GRACE_MS)]);
    }
    const allEnded = await this.#family.kill(KILLED_WITHIN_MS);
    await Promise.race([ended, wait(GRACE_MS)]);
    try {
      this.#folder?.remove();
    } catch (error) {
      this.#notice(
        'warning',
        'folder-left',
        `The run's folder is still there: ${(error as Error).message}.`,
        'Remove it by hand.',
      );
    }
    if (!allEnded) {
      const pids = this.#family.members().map(({ pid }) => String(pid));
      this.#notice(
        'warning',
        'processes-left',
        `${String(pids.length)} processes of the run could not be ended.`,
        `Look for the pids ${pids.slice(0, 20).join(', ')}.`,
      );
    }
  }

  /** Whether waiting for an answer makes it worse: what is asked to end goes on meanwhile, and starts more. */
  #takesMachine(reason: DoneReason): boolean {
    return reason === 'limit' && (this.#limit === 'processes' || this.#limit === 'memory');
  }

  #program(name: string): RunningProgram | undefined {
    return this.#programs.find((program) => program.name === name);
  }

  #after(ms: number, action: () => void): void {
    this.#timers.push(setTimeout(action, ms));
  }

  #notice(level: 'warning' | 'error', code: string, message: string, next: string): void {
    this.#writer.now({ kind: 'notice', level, code, message, next });
  }
}
