/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { answerOf, ratio, roundsOf } from './figures.ts';

const MOST = 1.5;
const LEAST_ROUNDS = 6;

export function cheap(run: RunView): Verdict {
  const measured = ratio(run, 'yours', 'http');
  if (measured === undefined) return { state: 'waiting', figure: '' };
  const figure = `${measured.toFixed(2)} times node:http, must be at most ${MOST.toFixed(1)}`;
  const over = run.ended === 'scenario-ended' || run.events('compare', 'compared').length > 0;
  if (!over) return { state: 'measuring', figure };
  if (roundsOf(run, 'yours') < LEAST_ROUNDS)
    return {
      state: 'failed',
      figure: 'too few rounds to judge by',
      because: 'The machine was busy. Run again.',
    };
  return measured <= MOST
    ? { state: 'passed', figure }
    : { state: 'failed', figure, because: 'What does the route need of all that its requests go through?' };
}

export function sameAnswers(run: RunView): Verdict {
  const [stock, account] = [answerOf(run, 'yours', 'stock'), answerOf(run, 'yours', 'account')];
  if (stock === undefined || account === undefined) return { state: 'waiting', figure: '' };
  const right = stock === '{"items":7}' && account === '{"user":"visitor"}';
  const figure = `/stock/1 ${stock.slice(0, 40)}, /account ${account.slice(0, 40)}`;
  return right
    ? { state: 'passed', figure }
    : {
        state: 'failed',
        figure,
        because: 'Both routes have to answer as before: {"items":7} and {"user":"visitor"}.',
      };
}
