/**
 * The supervisor: the one program that an engine starts. It reads a start message and then control
 * messages on standard input, and writes the run's records on standard output. When its input
 * closes, the run ends, so an engine that dies leaves nothing behind.
 *
 * From a terminal, `node kit/supervise.ts false-opens` runs a lab and prints its records.
 */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { controlMessageSchema, startMessageSchema, type StartMessage } from './messages.ts';
import { suggest } from './nearest.ts';
import { labNames, loadLab, sweepRuns } from './supervise/folder.ts';
import { readLines } from './supervise/lines.ts';
import { InnerRun, isInOwnNetwork, raiseLoopback } from './supervise/own-network.ts';
import { planRun } from './supervise/plan.ts';
import { SupervisedRun } from './supervise/run.ts';
import { createWriter } from './supervise/writer.ts';

const LONGEST_MESSAGE = 4_000_000;
const writer = createWriter(process.stdout);
// Whoever read the records is gone: the end of standard input says so too, and ends the run.
process.stdout.on('error', () => undefined);

async function fail(code: string, message: string, next: string): Promise<never> {
  writer.now({ kind: 'notice', level: 'error', code, message, next });
  writer.now({ kind: 'done', reason: 'failed' });
  await writer.flush();
  process.exit(0);
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

async function begin(message: StartMessage): Promise<SupervisedRun | InnerRun> {
  const parsed = v.safeParse(startMessageSchema, message);
  if (!parsed.success)
    return fail(
      'bad-start',
      `The start message is wrong: ${parsed.issues[0].message}.`,
      'Send {"type":"start","id":…,"run":{"lab":…}} as the first line.',
    );
  const { run: request, id, limits } = parsed.output;
  const lab = await loadLab(request.lab);
  if (!lab) return fail('unknown-lab', `There is no lab "${request.lab}".`, suggest(request.lab, labNames()));
  const plan = planRun(id, lab, request, limits);
  if (!('lab' in plan)) return fail(plan.code, plan.message, plan.next);
  await sweepRuns();
  if (lab.network === 'own' && !isInOwnNetwork()) return new InnerRun(import.meta.filename, message);
  if (lab.network === 'own' && !raiseLoopback()) return failNetwork('its loopback interface stayed down');
  return new SupervisedRun(plan, writer);
}

/** A lab with a network of its own never runs in the machine's. */
function failNetwork(why: string): Promise<never> {
  return fail(
    'no-network',
    `This lab runs in a network of its own, and none could be made: ${why}.`,
    'It needs Linux with `unshare` and `ip`. In a container, allow user namespaces; the recording shows what it measures.',
  );
}

async function play(
  message: StartMessage,
  waiting: unknown[],
  onBegun: (run: SupervisedRun | InnerRun) => void,
): Promise<void> {
  const run = await begin(message);
  onBegun(run);
  for (const one of waiting) take(run, one);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      run.end('stopped');
    });
  }
  if (!(await run.play())) await failNetwork('`unshare --user --map-root-user --net` failed');
  process.exit(0);
}

function take(run: SupervisedRun | InnerRun, message: unknown): void {
  const parsed = v.safeParse(controlMessageSchema, message);
  if (parsed.success) run.take(parsed.output);
  else
    writer.now({
      kind: 'notice',
      level: 'warning',
      code: 'bad-message',
      message: `A message was not understood: ${parsed.issues[0].message}.`,
    });
}

const [labName] = process.argv.slice(2);
if (labName === undefined) {
  let run: SupervisedRun | InnerRun | undefined;
  let started = false;
  const waiting: unknown[] = [];
  readLines(
    process.stdin,
    { longest: LONGEST_MESSAGE, idleMs: 0 },
    (line) => {
      if (line.trim() === '') return;
      const message = readJson(line);
      if (!started) {
        started = true;
        void play(message as StartMessage, waiting, (begun) => (run = begun));
      } else if (run) take(run, message);
      else waiting.push(message);
    },
    () => {
      if (!started)
        void fail('bad-start', 'There was no start message.', 'Send one line of JSON on standard input.');
      else if (run) run.end('stopped');
      else waiting.push({ type: 'stop' });
    },
  );
} else {
  void play({ type: 'start', id: randomUUID(), run: { lab: labName } }, [], () => undefined);
}
