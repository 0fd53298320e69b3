import type { Session } from '../state/session.ts';
import { noticesOf } from '../state/session.ts';
import { problems } from '../state/problems.ts';
import { follow } from '../state/follow.ts';

const words = { info: 'Note', warning: 'Warning', error: 'Error' } as const;

/** The one place where the workbench says what went wrong, why, and what to do. */
export function Problems({ session }: { session: Session }) {
  const { runner, engine, lab } = session;
  follow(runner.tick);
  const found = problems(noticesOf(session), runner.store.value?.done?.reason, engine.failure.value);
  return (
    <div class="wb-problems" role="alert">
      {found.map(({ level, message, next, place }) => (
        <div key={message} class="wb-problem" data-level={level}>
          <p>
            <b>{words[level]}.</b> {sentence(message)} {next}
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

/** What Node says of an error has no full stop of its own. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
