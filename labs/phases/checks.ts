/** Judges a run of this lab by the order that was measured. */
import type { Ran } from '../kit/loop.ts';
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { ARROW, names, repeats, type From } from './figures.ts';

/** Of each of the two places; some fifty on a quiet machine. */
const LEAST_EACH = 10;
/** What is asked for: each step, and the queue that it comes from. */
const ASKED = [
  { name: 'parse', queue: 'now' },
  { name: 'count', queue: 'nextTick' },
  { name: 'save', queue: 'microtasks' },
  { name: 'reply', queue: 'check' },
  { name: 'tidy', queue: 'timers' },
];
const ORDER = ASKED.map(({ name }) => name).join(ARROW);

/** The steps, without the callback that asked for them. */
const steps = (ran: Ran[]): Ran[] => ran.slice(1);

function enough(run: RunView, count: number, least: number): Verdict | undefined {
  if (count >= least) return undefined;
  const figure = `${String(count)} repeats, must be at least ${String(least)}`;
  if (run.ended === undefined) {
    return run.part('steps') ? { state: 'measuring', figure } : { state: 'waiting', figure: '' };
  }
  return {
    state: 'failed',
    figure,
    because: 'Each repeat is a new process. Close other programs, give Show back to the scenario, run again.',
  };
}

/** That the steps run in the order asked for, in every repeat from one place. */
export function inOrder(from: From): (run: RunView) => Verdict {
  return (run) => {
    const all = repeats(run, 'steps', from).map((ran) => names(steps(ran)));
    const wrong = all.filter((order) => order !== ORDER);
    if (wrong[0] !== undefined) {
      const right = `${String(all.length - wrong.length)} of ${String(all.length)} repeats, must be all`;
      return { state: 'failed', figure: right, because: `Measured: ${wrong[0]}. Asked for: ${ORDER}.` };
    }
    return (
      enough(run, all.length, LEAST_EACH) ?? {
        state: 'passed',
        figure: `${String(all.length)} of ${String(all.length)} repeats`,
      }
    );
  };
}

/** That each step comes from the queue asked for, wherever they were called from. */
export function fromQueues(run: RunView): Verdict {
  const all = [...repeats(run, 'steps', 'main'), ...repeats(run, 'steps', 'io')];
  for (const { name, queue } of ASKED) {
    const queues = all.map((ran) => steps(ran).find((step) => step.name === name)?.queue ?? 'nowhere');
    const wrong = queues.filter((one) => one !== queue);
    if (wrong[0] === undefined) continue;
    const figure = `${name}: ${wrong[0]} in ${String(wrong.length)} of ${String(all.length)}, must be ${queue}`;
    return {
      state: 'failed',
      figure,
      because: 'The right order from other queues leaves no room for what has to come between.',
    };
  }
  return (
    enough(run, all.length, 2 * LEAST_EACH) ?? {
      state: 'passed',
      figure: `all five, in ${String(all.length)} of ${String(all.length)} repeats`,
    }
  );
}
