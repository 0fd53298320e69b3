import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Capability } from '../../../labs/kit/manifest.ts';
import type { EngineKind } from '../../engines/engine.ts';
import type { Session } from '../state/session.ts';
import { Coded } from './Coded.tsx';
import { Safety } from './Safety.tsx';

const capabilities: Record<Capability, string> = {
  processes: 'run several programs at once',
  'eventloop-delay': 'measure event-loop delay',
  watchdog: 'measure event-loop delay while the loop is blocked',
  heap: 'measure heap and memory',
  cpu: 'measure processor time',
  namespaces: 'give a lab a network of its own',
  'open-files': 'lower how many files a program may open',
  haproxy: 'run HAProxy',
  'async-context': 'know after an await which request it belongs to',
};

const kinds: { kind: EngineKind; label: string; about?: string }[] = [
  { kind: 'local', label: 'This machine: real Node, started by the local server' },
  {
    kind: 'webcontainer',
    label: 'This page: Node in the browser, by WebContainer',
    about:
      'It is downloaded from stackblitz.com. Its use in for-profit production needs StackBlitz’s licence.',
  },
  { kind: 'recorded', label: 'Recording: replays a real run, measures nothing' },
];

/** What the engine can and cannot measure, why it is this one, and the choice of another. */
export function EnginePanel({ session, onClose }: { session: Session; onClose: () => void }) {
  const { engine, lab, busy } = session;
  const offered = kinds.filter(({ kind }) => kind !== 'webcontainer' || engine.inPage.value);
  const panel = useRef<HTMLDivElement>(null);
  const chosen = engine.chosen.value;
  const prospect = engine.prospect.value;
  /** What was chosen, until it is found. */
  const picked = useSignal<EngineKind | undefined>(undefined);
  const pick = async (kind: EngineKind) => {
    picked.value = kind;
    await session.changeEngine(kind === 'local' ? undefined : kind);
    picked.value = undefined;
  };
  const step = engine.steps.value.findLast(({ state }) => state === 'running');
  useEffect(() => {
    panel.current?.focus();
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && !panel.current?.parentElement?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
    };
  }, [onClose]);

  return (
    <div
      ref={panel}
      class="wb-engine-panel"
      role="dialog"
      aria-label="Engine"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <p>
        {chosen || (prospect && !step) ? (
          <Coded text={(chosen ?? prospect)?.why ?? ''} />
        ) : (
          `${step?.label ?? 'Looking for an engine'}…`
        )}
      </p>
      {chosen && <Abilities session={session} />}
      <fieldset disabled={busy.value}>
        <legend>Where the lab runs{busy.value && ' (can be changed when the run has ended)'}</legend>
        {offered.map(({ kind, label, about }) => (
          <Fragment key={kind}>
            <label>
              <input
                type="radio"
                name={`engine-${lab.id}`}
                checked={(picked.value ?? chosen?.engine.kind ?? prospect?.kind) === kind}
                aria-describedby={about && `engine-about-${kind}`}
                onChange={() => void pick(kind)}
              />
              {label}
            </label>
            {about && <small id={`engine-about-${kind}`}>{about}</small>}
          </Fragment>
        ))}
      </fieldset>
      <h3>On safety</h3>
      <Safety />
      <button type="button" class="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

function Abilities({ session: { engine, lab } }: { session: Session }) {
  const chosen = engine.chosen.value;
  if (!chosen || chosen.engine.kind === 'recorded') return null;
  const { can, why } = chosen.capabilities;
  const all = Object.keys(capabilities) as Capability[];
  return (
    <ul class="wb-abilities">
      {all.map((name) => (
        <li key={name} data-can={can[name]}>
          <b>{can[name] ? 'can' : 'cannot'}</b> {capabilities[name]}
          {lab.needs.includes(name) && ' (this lab needs it)'}
          {!can[name] && why[name] && (
            <small>
              <Coded text={why[name]} />
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
