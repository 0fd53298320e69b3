import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { formatSeconds } from '../../run/format.ts';
import { filterLines } from '../state/log.ts';
import type { LogLine } from '../state/log.ts';
import type { Session } from '../state/session.ts';
import { ansiPieces, plainText } from '../../run/printed.ts';
import { isAtEnd, rowWindow } from '../text/window.ts';
import { CopyButton } from './CopyButton.tsx';
import { InputLine } from './InputLine.tsx';
import { follow } from '../state/follow.ts';
import { Pieces } from './Visible.tsx';

/** Height of a line in px; styles/output.css has the same. */
const ROW = 20;

/** One log of all programs. Only the lines that are seen are in the page. */
export function Output({ session }: { session: Session }) {
  const { runner, lab, log } = session;
  follow(runner.tick);
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const search = useSignal('');
  const programs = lab.programs.map(({ name }) => name);
  const lines = filterLines(log.lines, { hidden: hidden.value, search: search.value });
  const toggle = (name: string) => {
    const next = new Set(hidden.value);
    if (!next.delete(name)) next.add(name);
    hidden.value = next;
  };

  return (
    <>
      <div class="wb-output-bar">
        <div role="group" aria-label="Programs shown">
          {programs.map((name, i) => (
            <button
              key={name}
              type="button"
              class="wb-chip"
              data-program={i % 5}
              aria-pressed={!hidden.value.has(name)}
              onClick={() => {
                toggle(name);
              }}
            >
              {name}
            </button>
          ))}
        </div>
        <input
          type="search"
          aria-label="Search the output"
          placeholder="Search"
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
        <CopyButton
          label="Copy all"
          text={() => lines.map((line) => `${line.process}  ${plainText(line.text)}`).join('\n')}
        />
      </div>
      <Lines
        lines={lines}
        dropped={log.dropped}
        programs={programs}
        none={runner.phase.value.name === 'ended' ? 'Nothing was printed.' : 'Nothing was printed yet.'}
      />
      <InputLine session={session} />
    </>
  );
}

function Lines({
  lines,
  dropped,
  programs,
  none,
}: {
  lines: readonly LogLine[];
  dropped: number;
  programs: string[];
  /** What is said where there is no line. */
  none: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const scroll = useSignal(0);
  const height = useSignal(300);
  // Follows what arrives until the learner scrolls up; scrolling to the end follows again.
  const following = useSignal(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (following.peek()) element.scrollTop = element.scrollHeight;
    scroll.value = element.scrollTop;
    height.value = element.clientHeight;
  });
  // Where it follows, the end is what is seen: waiting to hear so from the scroll bar would draw everything twice.
  const top = following.value ? Infinity : scroll.value;
  const { first, end, above, below } = rowWindow(lines.length, ROW, top, height.value);

  return (
    <div class="wb-log-frame">
      <div
        ref={box}
        class="wb-log"
        role="log"
        aria-live="off"
        aria-label="Output of the programs"
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          scroll.value = scrollTop;
          following.value = isAtEnd(scrollTop, clientHeight, scrollHeight, ROW);
        }}
      >
        {dropped > 0 && (
          <p class="wb-log-note">{dropped.toLocaleString('en-GB')} older lines are no longer kept.</p>
        )}
        {lines.length === 0 && <p class="wb-log-note">{none}</p>}
        <div style={{ blockSize: `${String(above)}px` }} />
        {lines.slice(first, end).map((line, i) => (
          // A row that went out of sight is written anew where the next came in: less work than a new one.
          <Line key={(first + i) % (end - first)} line={line} program={programs.indexOf(line.process)} />
        ))}
        <div style={{ blockSize: `${String(below)}px` }} />
      </div>
      {!following.value && (
        <button type="button" class="button small wb-follow" onClick={() => (following.value = true)}>
          Paused · go to the end
        </button>
      )}
    </div>
  );
}

function Line({ line, program }: { line: LogLine; program: number }) {
  return (
    <div class="wb-line" data-stream={line.stream}>
      <span class="wb-line-time">{formatSeconds(line.t)}</span>
      <span class="wb-line-process" data-program={program < 0 ? undefined : program % 5}>
        {line.process}
      </span>
      <span class="wb-line-text">
        <Pieces pieces={useMemo(() => ansiPieces(line.text), [line])} />
      </span>
    </div>
  );
}
