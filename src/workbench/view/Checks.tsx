import { useComputed } from '@preact/signals';
import type { JudgedCheck } from '../../run/verdicts.ts';
import type { Session } from '../state/session.ts';
import { Advice } from './Advice.tsx';
import { Figures } from './Figures.tsx';
import { Icon } from './Icon.tsx';
import { ShareRow } from './ShareRow.tsx';
import { Safety } from './Safety.tsx';
import { Visible } from './Visible.tsx';
import { follow } from '../state/follow.ts';

/** Every third drawing: often enough to see a check turn, seldom enough to cost nothing. */
const JUDGE_EVERY = 3;

/** The lab's checks as they stand; all waiting before the first run. */
export function useVerdicts({ runner, lab, busy }: Session): JudgedCheck[] {
  const beat = useComputed(() =>
    busy.value ? Math.floor(runner.tick.value / JUDGE_EVERY) : runner.tick.value,
  );
  follow(beat);
  return (
    runner.store.value?.verdicts() ??
    lab.checks.map((check) => ({ check, verdict: { state: 'waiting', figure: '' } }))
  );
}

export function Checks({ session }: { session: Session }) {
  return (
    <>
      <Figures session={session} />
      <ul class="wb-checks">
        {useVerdicts(session).map(({ check, verdict }) => (
          <li key={check.id} data-state={verdict.state}>
            <Icon name={verdict.state} />
            <span class="wb-check-title">{check.title}</span>
            <span class="wb-check-figure">
              <span class="visually-hidden">
                {verdict.state}
                {verdict.figure && ': '}
              </span>
              {verdict.figure ? (
                <Visible text={verdict.figure} />
              ) : (
                <span aria-hidden="true">{verdict.state}</span>
              )}
            </span>
            {verdict.because && verdict.state === 'failed' && (
              <p>
                <Visible text={verdict.because} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <Advice session={session} />
      <ShareRow session={session} />
      {/* It stays while a run goes on: taken away, it would let everything above move. */}
      {session.runner.phase.value.name !== 'ended' && <Safety />}
    </>
  );
}
