import type { Session } from '../state/session.ts';
import { Advice } from './Advice.tsx';
import { Figures } from './Figures.tsx';
import { Icon } from './Icon.tsx';
import { ShareRow } from './ShareRow.tsx';
import { Safety } from './Safety.tsx';
import { Visible } from './Visible.tsx';

export function Checks({ session }: { session: Session }) {
  return (
    <>
      <Figures session={session} />
      <ul class="wb-checks">
        {session.verdicts.value.map(({ check, verdict }) => (
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
