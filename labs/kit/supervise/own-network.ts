/**
 * A run in a network of its own: the supervisor starts itself once more, in new user and network
 * namespaces (which needs no root), and passes on what it is told. Linux only.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { ControlMessage, StartMessage } from '../messages.ts';
import { currentNetwork, OUTER_NETWORK_VARIABLE } from '../network.ts';

/** Whether this supervisor is the one inside. */
export function isInOwnNetwork(): boolean {
  const outer = process.env[OUTER_NETWORK_VARIABLE];
  return outer !== undefined && outer !== currentNetwork();
}

/** A new network has a loopback interface that is down. False if it could not be brought up. */
export function raiseLoopback(): boolean {
  return spawnSync('ip', ['link', 'set', 'lo', 'up']).status === 0;
}

/** The run as it is seen from outside: its records go straight to the same output. */
export class InnerRun {
  readonly #inner: ChildProcess;
  readonly #ended: Promise<boolean>;

  constructor(supervisor: string, message: StartMessage) {
    this.#inner = spawn('unshare', ['--user', '--map-root-user', '--net', process.execPath, supervisor], {
      env: { ...process.env, [OUTER_NETWORK_VARIABLE]: currentNetwork() },
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    this.#ended = new Promise((resolve) => {
      this.#inner.once('error', () => {
        resolve(false);
      });
      // Ended by a signal, it was there: who reads the records finds out that they have no end.
      this.#inner.once('exit', (code) => {
        resolve(code === 0 || code === null);
      });
    });
    this.#inner.stdin?.on('error', () => undefined); // It has ended: what was still said is of no use.
    this.#say(message);
  }

  take(message: ControlMessage): void {
    this.#say(message);
  }

  /** The end of its input ends the run inside. */
  end(): void {
    this.#inner.stdin?.end();
  }

  /** Settles with whether the namespaces could be made; then all records have been written. */
  async play(): Promise<boolean> {
    return this.#ended;
  }

  #say(message: StartMessage | ControlMessage): void {
    this.#inner.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}
