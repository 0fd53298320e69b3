import { useContext, useRef } from 'preact/hooks';
import type { Session } from '../state/session.ts';
import { Live } from './slots.ts';

/** Ms that an arrow key moves the crosshair; with Shift ten times as much. */
const STEP = 100;

/** Follows the pointer over the charts; leaving them takes the crosshair away. */
export function useCrosshair(session: Session) {
  const live = useContext(Live);
  const overlay = useRef<HTMLDivElement>(null);
  const duration = session.axis.value;
  const handlers = live && {
    onPointerMove(event: PointerEvent) {
      const box = overlay.current?.getBoundingClientRect();
      if (!box) return;
      const share = (event.clientX - box.left) / box.width;
      session.cursor.value = share >= 0 && share <= 1 ? share * duration : undefined;
    },
    onPointerLeave() {
      session.cursor.value = undefined;
    },
  };
  return { overlay, handlers: handlers ?? {} };
}

/** The crosshair: a line through all charts, and a slider to the keyboard. */
export function Cursor({ session }: { session: Session }) {
  const live = useContext(Live);
  const { cursor, axis } = session;
  if (!live) return null;
  const duration = axis.value;
  const at = cursor.value;
  const move = (to: number) => (cursor.value = Math.min(duration, Math.max(0, to)));
  return (
    <div
      class="wb-cursor"
      role="slider"
      tabIndex={0}
      aria-label="Time that the values are read at"
      aria-valuemin={0}
      aria-valuemax={duration / 1000}
      aria-valuenow={Math.round((at ?? 0) / 100) / 10}
      aria-valuetext={at === undefined ? 'newest' : `${(at / 1000).toFixed(1)} s`}
      onKeyDown={(event) => {
        const step = event.shiftKey ? STEP * 10 : STEP;
        if (event.key === 'ArrowRight' || event.key === 'ArrowUp') move((at ?? 0) + step);
        else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') move((at ?? 0) - step);
        else if (event.key === 'Home') move(0);
        else if (event.key === 'End') move(duration);
        else if (event.key === 'Escape' && at !== undefined) cursor.value = undefined;
        else return;
        event.preventDefault();
      }}
      onBlur={() => (cursor.value = undefined)}
    >
      {at !== undefined && <i style={{ insetInlineStart: `${String((at / duration) * 100)}%` }} />}
    </div>
  );
}
