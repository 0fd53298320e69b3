import { leftOut } from '../../run/left-out.ts';
import { follow } from '../state/follow.ts';
import type { Session } from '../state/session.ts';
import { Visible } from './Visible.tsx';

/** What of the run is not shown, quietly: it is no error of the page, and it changes as the run goes on. */
export function LeftOut({ session: { runner } }: { session: Session }) {
  follow(runner.tick);
  const store = runner.store.value;
  const sentences = store ? leftOut(store) : [];
  if (sentences.length === 0) return null;
  return (
    <section class="wb-left-out" aria-label="Left out" tabIndex={0}>
      <ul>
        {sentences.map((sentence, i) => (
          <li key={i}>
            <Visible text={sentence} />
          </li>
        ))}
      </ul>
    </section>
  );
}
