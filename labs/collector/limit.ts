/** Starts `grow.ts` under a limit of its heap when the scenario says so, and reports how it fares. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { happened, liveControls, measured } from '../kit/program.ts';

const LIMIT_MIB = 64;

// #region limit
function grow(): void {
  const file = join(import.meta.dirname, 'grow.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${LIMIT_MIB}`, file]);
  createInterface(child.stdout).on('line', reportLine);
  createInterface(child.stderr).on('line', (line) => {
    if (line.startsWith('FATAL ERROR')) happened('fatal', { line });
  });
  child.on('exit', (code, signal) => {
    happened('died', { code, signal });
  });
}
// #endregion

function reportLine(line: string): void {
  const [, used, paused] = /^([\d.]+) MB in use, (\d+)%/.exec(line) ?? [];
  if (used !== undefined) measured({ 'limit.used': Number(used), 'limit.paused': Number(paused) });
}

let started = false;
const controls = liveControls({ limited: false }, () => {
  if (started || !controls.limited) return;
  started = true;
  grow();
});
setInterval(() => undefined, 60_000); // waits for the control
