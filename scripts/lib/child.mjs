// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

/** @type {NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the repository's folder until it has ended, passing on the signals that this
 * process gets. A program that a signal ended counts as 128 + the signal's number, as in a shell.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, timeout?: number }} [options]
 * @returns {Promise<{ code: number, error?: string }>} never rejects; `error` says why it could not start
 */
export function runChild(command, args, { env = process.env, stdio = 'inherit', timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio, ...(timeout ? { timeout } : {}) });
    const forwards = FORWARDED.map((signal) => {
      const forward = () => child.kill(signal);
      process.on(signal, forward);
      return () => process.off(signal, forward);
    });
    /** @param {{ code: number, error?: string }} result */
    const end = (result) => {
      for (const off of forwards) off();
      resolve(result);
    };
    child.once('error', (error) => {
      end({ code: 127, error: error.message });
    });
    child.once('exit', (code, signal) => {
      end({ code: code ?? 128 + (signal ? constants.signals[signal] : 0) });
    });
  });
}

/**
 * The environment without the project's own `node_modules/.bin` in front: npm has to run on the
 * machine's Node when it replaces the project's.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutProjectBin(env) {
  const path = (env['PATH'] ?? '')
    .split(':')
    .filter(
      (folder) =>
        !/node_modules\/(\.bin|npm\/node_modules\/@npmcli\/run-script\/lib\/node-gyp-bin)\/?$/.test(folder),
    );
  return { ...env, PATH: path.join(':') };
}
