/** Starts the demo once for each option, reads what it logs, and says of each what it leaves behind. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { happened, liveControls, measured } from '../kit/program.ts';
import { diagnose } from './diagnose.ts';
import { anySeed, drawn } from './draw.ts';
import { modeNames, type Mode } from './modes.ts';
import { NUMBERS, parse, type Reading } from './reading.ts';
import { slopesOf } from './slopes.ts';

/** Of the patient's own clock: 10 s of readings that count. */
const MEASURED_SECONDS = 14;
const NAME_EVERY_MS = 2000;

const controls = liveControls({ seed: 0, ...off(modeNames) });
const seed = controls.seed === 0 ? anySeed() : controls.seed;
/** Options of one more program, for whoever wants to see something else. */
const chosen = modeNames.filter((mode) => controls[mode]);
function off<M extends Mode>(modes: readonly M[]): Record<M, boolean> {
  return Object.fromEntries(modes.map((mode) => [mode, false])) as Record<M, boolean>;
}

const patients: Record<string, readonly Mode[]> = {
  'leak-objects': ['leak-objects'],
  'leak-buffers': ['leak-buffers'],
  'allocate-locals': ['allocate-locals'],
  'leak-classes': ['leak-classes'],
  'allocate-classes': ['allocate-classes'],
  classes: ['leak-classes', 'allocate-classes'],
  all: ['leak-objects', 'leak-buffers', 'allocate-locals', 'leak-classes', 'allocate-classes'],
  drawn: drawn(seed),
  ...(chosen.length > 0 && { chosen }),
};
if (chosen.length > 0) happened('chosen', { modes: chosen });

// #region watch
/** `node demo.ts --log --leak-objects …`, and its readings as they come. */
function watch(modes: readonly Mode[], onReading: (reading: Reading) => void): () => void {
  const demo = join(import.meta.dirname, 'demo.ts');
  const args = [demo, '--log', ...modes.map((mode) => `--${mode}`)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface(child.stdout).on('line', (text) => {
    const reading = parse(text);
    if (reading) onReading(reading);
  });
  return () => child.kill();
}
// #endregion

for (const [name, modes] of Object.entries(patients)) {
  const readings: Reading[] = [];
  const stop = watch(modes, (reading) => {
    measured(Object.fromEntries(NUMBERS.map((number) => [`${name}.${number}`, reading[number]])));
    readings.push(reading);
    if (reading.seconds >= MEASURED_SECONDS) end();
  });

  const say = (): void => {
    const slopes = slopesOf(readings);
    if (slopes) happened('named', { name, slopes, kind: diagnose(slopes) });
  };
  const saying = setInterval(say, NAME_EVERY_MS);
  const end = (): void => {
    stop();
    clearInterval(saying);
    say();
    happened('measured', { name });
    if (name === 'drawn') happened('drawn', { seed, modes });
  };
}
