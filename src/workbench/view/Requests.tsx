import { useSignal } from '@preact/signals';
import { METHODS, curlLine, pathProblem, takesBody } from '../state/requests.ts';
import type { Draft, Method } from '../state/requests.ts';
import type { Session } from '../state/session.ts';
import { CopyButton } from './CopyButton.tsx';
import { Exchange } from './Exchange.tsx';
import { follow } from '../state/follow.ts';

/** Requests to the lab's programs, made by the supervisor on the page's behalf. */
export function Requests({ session }: { session: Session }) {
  const { lab, runner, engine, requests } = session;
  follow(runner.tick);
  const listening = lab.programs.filter(({ ready }) => ready === 'listening').map(({ name }) => name);
  const draft = useSignal<Draft>({
    process: lab.requests[0]?.process ?? listening[0] ?? '',
    method: lab.requests[0]?.method ?? 'GET',
    path: lab.requests[0]?.path ?? '/',
    body: lab.requests[0]?.body ?? '',
  });
  const change = (part: Partial<Draft>) => (draft.value = { ...draft.value, ...part });
  const { process, method, path, body } = draft.value;
  const life = runner.store.value?.processes.find(({ name }) => name === process);
  const recorded = engine.chosen.value?.engine.kind === 'recorded';
  const running = !recorded && runner.phase.value.name === 'running' && life?.state === 'ready';
  const problem = pathProblem(path);
  // In a network of the run's own the address leads nowhere.
  const reachable = engine.chosen.value?.engine.kind === 'local' && lab.network !== 'own';
  const local = reachable && running ? life.port : undefined;

  return (
    <>
      {lab.requests.length > 0 && (
        <div class="wb-ready" role="group" aria-label="Ready-made requests">
          {lab.requests.map((ready) => (
            <button
              key={ready.label}
              type="button"
              class="wb-chip"
              onClick={() => {
                change({
                  process: ready.process,
                  method: ready.method,
                  path: ready.path,
                  body: ready.body ?? '',
                });
                if (running) requests.send(draft.value);
              }}
            >
              {ready.label}
            </button>
          ))}
        </div>
      )}
      <form
        class="wb-request"
        onSubmit={(event) => {
          event.preventDefault();
          if (running && !problem) requests.send(draft.value);
        }}
      >
        <select
          aria-label="Program"
          value={process}
          onChange={(event) => {
            change({ process: event.currentTarget.value });
          }}
        >
          {listening.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select
          aria-label="Method"
          value={method}
          onChange={(event) => {
            change({ method: event.currentTarget.value as Method });
          }}
        >
          {METHODS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <input
          aria-label="Path"
          value={path}
          spellcheck={false}
          autocomplete="off"
          aria-invalid={problem !== undefined}
          onInput={(event) => {
            change({ path: event.currentTarget.value });
          }}
        />
        <button type="submit" class="button small" disabled={!running || problem !== undefined}>
          Send
        </button>
        {takesBody(method) && (
          <textarea
            aria-label="Body"
            rows={3}
            value={body}
            spellcheck={false}
            onInput={(event) => {
              change({ body: event.currentTarget.value });
            }}
          />
        )}
      </form>
      <p class="wb-hint" aria-live="polite">
        {problem ?? hint(recorded, running)}
      </p>
      {local !== undefined && (
        <p class="wb-address">
          <code>{`http://127.0.0.1:${String(local)}${path}`}</code>
          <CopyButton label="Copy as curl" text={() => curlLine(draft.value, local)} />
        </p>
      )}
      <ol class="wb-exchanges" aria-label="Answers, the newest first">
        {requests.exchanges.value.map((exchange) => (
          <Exchange key={exchange.id} exchange={exchange} />
        ))}
      </ol>
    </>
  );
}

function hint(recorded: boolean, running: boolean): string {
  if (recorded) return 'A recording has no program to ask. Choose another engine by the badge above.';
  return running ? '' : 'Press Run: requests go to the lab’s programs while they run.';
}
