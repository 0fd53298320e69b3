/** Leaks memory, or only uses it. `node demo.ts --chart --leak-objects`; `node demo.ts -h` says what else. */
import { parseArgs } from 'node:util';
import { chart, COLUMNS } from './chart.ts';
import { modeNames, modes } from './modes.ts';
import { heading, line, read, type Reading } from './reading.ts';

const TICK_MS = 50;
const READ_MS = 200;

const HELP = `node demo.ts [options]

  --leak-objects      keep plain objects, about 4 MB/s
  --leak-buffers      keep buffers of 64 KB, about 5 MB/s
  --allocate-locals   make objects and forget them
  --leak-classes      keep instances of LeakyClass
  --allocate-classes  make instances of LocalClass and forget them
  --log               print the five numbers of process.memoryUsage(), in MB
  --chart             draw them
  -h, --help          this`;

function options() {
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    options: {
      ...Object.fromEntries(modeNames.map((name) => [name, flag])),
      log: flag,
      chart: flag,
      help: { type: 'boolean', short: 'h' },
    },
  }).values as Record<string, boolean | undefined>;
}

function start(chosen: Record<string, boolean | undefined>): void {
  for (const name of modeNames) if (chosen[name]) repeat(modes[name]);
  if (chosen['log']) console.log(heading);

  const readings: Reading[] = [];
  const show = (): void => {
    const reading = read();
    if (chosen['log']) console.log(line(reading));
    if (!chosen['chart']) return;
    readings.push(reading);
    if (readings.length > COLUMNS) readings.shift(); // what measures a leak must not be one
    draw(chart(readings));
  };
  if (!chosen['log'] && !chosen['chart']) return;
  show();
  setInterval(show, READ_MS);
}

/** Every 50 ms, and as often as was missed when the process had to wait: so a leak goes on evenly. */
function repeat(work: () => void): void {
  const began = performance.now();
  let done = 0;
  setInterval(() => {
    for (; done < (performance.now() - began) / TICK_MS; done += 1) work();
  }, TICK_MS);
}

let drawn = false;
/** In a terminal each drawing takes the place of the one before, unless the log's lines stand between them. */
function draw(rows: string[]): void {
  if (drawn && process.stdout.isTTY && !chosen['log']) process.stdout.moveCursor(0, -rows.length);
  drawn = true;
  console.log(rows.join('\n'));
}

let chosen: Record<string, boolean | undefined> = {};
try {
  chosen = options();
  if (chosen['help'] || Object.keys(chosen).length === 0) console.log(HELP);
  else start(chosen);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${HELP}`);
  process.exitCode = 1;
}
