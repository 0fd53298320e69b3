/** The search's worker: started with the first question, and again after a failure. */
import * as v from 'valibot';
import { address } from '../../course/address.ts';
import { answerSchema } from './found.ts';
import type { Found } from './found.ts';

/** Pages that are shown for one question. */
const MOST_PAGES = 8;
/** A worker that has not answered by then will not: its files may be stuck on the way. */
const PATIENCE_MS = 20_000;

export type Answer = { ok: true; found: Found } | { ok: false; code: 'not-loaded'; message: string };

let worker: Worker | undefined;
let asked = 0;

/** Asks for a term. Every question is answered; a failure ends the worker, so that the next one tries anew. */
export async function find(term: string): Promise<Answer> {
  const mine = (worker ??= new Worker(address('pagefind/worker.js'), { type: 'module' }));
  const answer = await ask(mine, ++asked, term);
  if (!answer.ok) {
    mine.terminate();
    if (worker === mine) worker = undefined;
  }
  return answer;
}

function ask(to: Worker, id: number, term: string): Promise<Answer> {
  return new Promise((resolve) => {
    const settled = new AbortController();
    const settle = (answer: Answer): void => {
      settled.abort();
      clearTimeout(patience);
      resolve(answer);
    };
    const fail = (message: string): void => {
      settle({ ok: false, code: 'not-loaded', message });
    };
    const patience = setTimeout(fail, PATIENCE_MS, 'The search did not answer.');
    const { signal } = settled;
    to.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        const parsed = v.safeParse(answerSchema, data);
        if (!parsed.success || parsed.output.id !== id) return;
        if ('found' in parsed.output) settle({ ok: true, found: parsed.output.found });
        else fail(parsed.output.failed);
      },
      { signal },
    );
    to.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        fail('The search could not be started.');
      },
      { signal },
    );
    to.postMessage({ id, term, most: MOST_PAGES });
  });
}
