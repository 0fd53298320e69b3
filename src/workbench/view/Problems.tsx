import type { Session } from '../state/session.ts';
import { noticesOf } from '../state/session.ts';
import { problems } from '../state/problems.ts';
import { follow } from '../state/follow.ts';
import { Arrived, Fault } from './FromElsewhere.tsx';
import { Visible } from './Visible.tsx';

const words = { info: 'Note', warning: 'Warning', error: 'Error' } as const;

/** The one place where the workbench says what went wrong, why, and what to do. */
export function Problems({ session }: { session: Session }) {
  const { runner, engine, lab } = session;
  follow(runner.tick);
  const found = problems(noticesOf(session), runner.store.value?.done?.reason, engine.failure.value);
  return (
    <div class="wb-problems" role="alert">
      <Fault session={session} />
      <Arrived session={session} />
      {found.map(({ level, message, next, place }) => (
        <div key={message} class="wb-problem" data-level={level}>
          <p>
            <b>{words[level]}.</b> <Visible text={sentence(message)} /> {next && <Visible text={next} />}
          </p>
          {place && lab.files.some(({ path }) => path === place.file) && (
            <button
              type="button"
              class="button"
              onClick={() => {
                session.open('code', place);
              }}
            >
              Show {place.file}
              {place.line !== undefined && `, line ${String(place.line)}`}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** Characters of a message that are shown here; the whole of it is in the output. */
const LONGEST = 400;

/** What Node says of an error has no full stop of its own, and may be as long as it likes. */
function sentence(text: string): string {
  if (text.length > LONGEST) return `${text.slice(0, LONGEST)}…`;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
