/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answered, spent } from './figures.ts';

/** Of the CPU time that the loop's thread needs for an answer with the helpers as they were. */
const MOST_SHARE = 0.3;
/** The visitors ask for some forty pages in all; a busy machine answers fewer. */
const LEAST_ANSWERS = 10;
/** Of the page, unpacked. */
const MOST_BYTES = 0.5;

/** A run with other settings than the scenario's shows something else than what is judged here. */
function notJudged(run: RunView): Verdict | undefined {
  if (run.touched.size > 0) {
    return {
      state: 'failed',
      figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
      because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
    };
  }
  return run.part('catalog') ? undefined : { state: 'waiting', figure: '' };
}

export function offTheLoop(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const [before, now] = [spent(run, 'before', 'before'), spent(run, 'catalog', 'catalog')];
  const over = run.part('catalog')?.over ?? false;
  if (!before || !now) {
    if (!over) return { state: 'measuring', figure: '' };
    return { state: 'failed', figure: 'no answer, must be some', because: 'There is nothing to measure.' };
  }
  const most = MOST_SHARE * before.each;
  const figure = `${now.each.toFixed(0)} ms of the loop’s CPU time an answer, must be under ${most.toFixed(0)} ms`;
  if (!over) return { state: 'measuring', figure };
  if (now.each < most) return { state: 'passed', figure };
  return {
    state: 'failed',
    figure,
    because: `With the helpers as they were it is ${before.each.toFixed(0)} ms. The profile says which call they are spent in.`,
  };
}

export function allRight(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const answers = answered(run, 'catalog');
  const right = answers.filter((answer) => answer.right).length;
  const refused = run.events('visitors', 'refused').length;
  const figure = `${String(right)} of ${String(answers.length + refused)} right, must be all, and at least ${String(LEAST_ANSWERS)}`;
  if (right < answers.length || refused > 0) {
    return {
      state: 'failed',
      figure,
      because: 'A visitor got another page, fingerprint or form key than before, or none.',
    };
  }
  if (right >= LEAST_ANSWERS) return { state: 'passed', figure };
  if (!run.part('profile')?.over) return { state: 'measuring', figure };
  return { state: 'failed', figure, because: 'Too few pages were answered.' };
}

export function stillSmall(run: RunView): Verdict {
  const other = notJudged(run);
  if (other) return other;
  const answers = answered(run, 'catalog');
  if (answers.length === 0) return { state: 'measuring', figure: '' };
  const share = Math.max(...answers.map(({ bytes, of }) => bytes / of)) * 100;
  const most = `must be at most ${String(MOST_BYTES * 100)}% of the page`;
  if (!(share <= MOST_BYTES * 100)) {
    const figure = Number.isNaN(share) ? `no length was said, ${most}` : `${share.toFixed(0)}%, ${most}`;
    return {
      state: 'failed',
      figure,
      because: 'Not to pack at all is quick, but somebody waits for it on a phone.',
    };
  }
  const figure = `${share.toFixed(0)}%, ${most}`;
  return { state: run.part('profile')?.over ? 'passed' : 'measuring', figure };
}
