import { leftOut } from '../../run/left-out.ts';
import { follow } from '../state/follow.ts';
import type { Session } from '../state/session.ts';
import { Visible } from './Visible.tsx';

/** What of the run is not shown, quietly: it is no error of the page, and it changes as the run goes on. */
export function LeftOut({ session: { runner } }: { session: Session }) {
  follow(runner.tick);
  const store = runner.store.value;
  const found = store ? leftOut(store) : [];
  if (found.length === 0) return null;
  return (
    <section class="wb-left-out" aria-label="Left out">
      {found.map(({ message, next }, i) => (
        <details key={i}>
          <summary>
            <Visible text={message} />
          </summary>
          {next}
        </details>
      ))}
    </section>
  );
}
