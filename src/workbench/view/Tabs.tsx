import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useContext, useRef } from 'preact/hooks';
import type { Session, TabId } from '../state/session.ts';
import { Checks } from './Checks.tsx';
import { CodePanel } from './CodePanel.tsx';
import { Output } from './Output.tsx';
import { Requests } from './Requests.tsx';
import { Live } from './slots.ts';

const order: TabId[] = ['checks', 'code', 'output', 'requests'];

export function Tabs({ session }: { session: Session }) {
  const { tab, lab } = session;
  const live = useContext(Live);
  const large = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const idOf = (part: string, id: TabId) => `${lab.id}-${part}-${id}`;
  const choose = (id: TabId | undefined) => {
    if (!id) return;
    session.open(id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(idOf('tab', id))}`)?.focus();
  };
  const panels: Record<TabId, () => ComponentChildren> = {
    checks: () => <Checks session={session} />,
    code: () => <CodePanel session={session} />,
    output: () => <Output session={session} />,
    requests: () => <Requests session={session} />,
  };
  return (
    <div class="wb-tabs" data-tab={tab.value} data-large={large.value || undefined}>
      <div class="wb-tabs-head">
        <div
          class="wb-tablist"
          role="tablist"
          aria-label="Lab"
          ref={list}
          onKeyDown={(event) => {
            const at = order.indexOf(tab.value);
            if (event.key === 'ArrowRight') choose(order[(at + 1) % order.length]);
            else if (event.key === 'ArrowLeft') choose(order.at(at - 1));
            else if (event.key === 'Home') choose(order[0]);
            else if (event.key === 'End') choose(order.at(-1));
            else return;
            event.preventDefault();
          }}
        >
          {order.map((id) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={idOf('tab', id)}
              aria-selected={tab.value === id}
              aria-controls={idOf('panel', id)}
              tabIndex={tab.value === id ? 0 : -1}
              data-wake={id === 'checks' ? undefined : `tab ${id}`}
              onClick={() => {
                session.open(id);
              }}
            >
              <TabLabel id={id} session={session} />
            </button>
          ))}
        </div>
        {live && (
          <button
            type="button"
            class="button small"
            aria-pressed={large.value}
            onClick={() => (large.value = !large.value)}
          >
            Larger
          </button>
        )}
      </div>
      {order.map((id) => (
        <div
          key={id}
          class={`wb-panel is-${id}`}
          role="tabpanel"
          id={idOf('panel', id)}
          aria-labelledby={idOf('tab', id)}
          hidden={tab.value !== id}
          tabIndex={id === 'checks' ? 0 : undefined}
        >
          {tab.value === id && panels[id]()}
        </div>
      ))}
    </div>
  );
}

function TabLabel({ id, session }: { id: TabId; session: Session }) {
  switch (id) {
    case 'checks':
      return <ChecksLabel session={session} />;
    case 'code':
      return (
        <>
          Code
          {session.edits.changed.value.size > 0 && (
            <span class="wb-edited">
              <span class="visually-hidden"> edited</span>
            </span>
          )}
        </>
      );
    case 'output':
      return <>Output</>;
    case 'requests':
      return <>Requests</>;
  }
}

function ChecksLabel({ session }: { session: Session }) {
  const verdicts = session.verdicts.value;
  const passed = verdicts.filter(({ verdict }) => verdict.state === 'passed').length;
  return (
    <>
      Checks {passed}/{verdicts.length}
    </>
  );
}
