/** Judges a run of this lab: whether programs were named for what they really leave behind. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { drawn, isMeasured, KNOWN, named, slopeText, truth } from './figures.ts';

const SLOW = 'Not every program had its 14 s. The machine is busy: close other programs and run again.';

/** The first that was taken for something else, in a sentence. */
function because(run: RunView, name: string): string | undefined {
  const [said, is] = [named(run, name), truth(run, name)];
  if (!said || !is || said.kind === is) return undefined;
  const { rss, heapUsed, arrayBuffers } = said.slopes;
  return (
    `In MB/s, rss rose by ${slopeText(rss)}, heapUsed by ${slopeText(heapUsed)}, ` +
    `arrayBuffers by ${slopeText(arrayBuffers)}.`
  );
}

export function knownNamed(run: RunView): Verdict {
  if (!run.part('measured')) return { state: 'waiting', figure: '' };
  const names = Object.keys(KNOWN);
  const right = names.filter((name) => named(run, name)?.kind === truth(run, name));
  const figure = `${String(right.length)} of ${String(names.length)} right, must be all`;
  // On a machine that is too busy one may come to its end with hardly a reading.
  if (!names.every((name) => isMeasured(run, name) && named(run, name))) {
    return run.ended === undefined
      ? { state: 'measuring', figure }
      : { state: 'failed', figure, because: SLOW };
  }
  const wrong = names.find((name) => !right.includes(name));
  if (wrong === undefined) return { state: 'passed', figure };
  const said = `${wrong} was taken for "${named(run, wrong)?.kind ?? ''}".`;
  return { state: 'failed', figure, because: `${said} ${because(run, wrong) ?? ''}` };
}

export function drawnNamed(run: RunView): Verdict {
  if (!run.part('measured')) return { state: 'waiting', figure: '' };
  const [lot, said] = [drawn(run), named(run, 'drawn')];
  if (!lot || !said) {
    if (run.ended === undefined) return { state: 'measuring', figure: said ? `named "${said.kind}"` : '' };
    return { state: 'failed', figure: 'not measured to the end', because: SLOW };
  }
  const figure = `named "${said.kind}", must be "${lot.kind}" (seed ${String(lot.seed)})`;
  if (said.kind === lot.kind) return { state: 'passed', figure };
  return { state: 'failed', figure, because: because(run, 'drawn') };
}
