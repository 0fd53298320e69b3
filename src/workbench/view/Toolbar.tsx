import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Session } from '../state/session.ts';
import { statusText } from '../state/phase.ts';
import { engineLabel } from './badge.ts';
import { EnginePanel } from './EnginePanel.tsx';
import { follow } from '../state/follow.ts';

export function Toolbar({ session, openEngine }: { session: Session; openEngine: boolean }) {
  const { lab, runner, engine, busy, recording, share } = session;
  const panelOpen = useSignal(openEngine);
  const badge = useRef<HTMLButtonElement>(null);
  const chosen = engine.chosen.value;
  const prospect = engine.prospect.value;
  const phase = runner.phase.value;
  const stopping = phase.name === 'stopping';
  const close = () => {
    panelOpen.value = false;
    badge.current?.focus();
  };

  return (
    <header class="wb-toolbar">
      <h2>{lab.title}</h2>
      <div class="wb-engine">
        <button
          ref={badge}
          type="button"
          class="wb-badge"
          data-engine={chosen?.engine.kind ?? prospect?.kind ?? 'recorded'}
          data-wake="engine"
          aria-expanded={panelOpen.value}
          onClick={() => (panelOpen.value = !panelOpen.value)}
        >
          <span class="wb-dot" aria-hidden="true" />
          {engineLabel(chosen, prospect, recording, share.opened.value !== undefined)}
        </button>
        {panelOpen.value && <EnginePanel session={session} onClose={close} />}
      </div>
      <Status session={session} />
      <div class="wb-actions">
        <button
          type="button"
          class="button"
          data-wake="reset"
          title="Gives the controls back to the scenario and clears the last run"
          onClick={() => {
            session.reset();
          }}
        >
          Reset
        </button>
        {busy.value ? (
          // Not `disabled`, which would take the focus from whoever pressed it by keyboard.
          <button
            type="button"
            class="button primary"
            aria-disabled={stopping}
            onClick={() => void session.stop()}
          >
            Stop
          </button>
        ) : (
          <button type="button" class="button primary" data-wake="run" onClick={() => void session.start()}>
            Run
          </button>
        )}
      </div>
    </header>
  );
}

/** The seconds left, beside the buttons. Screen readers are told of phases alone, in the live region. */
function Status({ session: { lab, runner } }: { session: Session }) {
  follow(runner.tick);
  return (
    <p class="wb-status" data-phase={runner.phase.value.name}>
      {statusText(lab, runner.phase.value, runner.store.value)}
    </p>
  );
}
