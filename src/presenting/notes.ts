/** The window with notes, as the presented page sees it. */
import { address } from '../course/address.ts';
import type { Action } from './keys.ts';
import { openLine } from './line.ts';
import type { PresentedState } from './messages.ts';

/** One for all lessons: the next lesson finds the window that is open. */
const NAME = 'under-load-notes';

export type Presented = Omit<PresentedState, 'kind' | 'from'>;

export interface Notes {
  /** Opens the window, or brings it to the front; false if the browser does not let it. */
  open: () => boolean;
  /** Something has changed. */
  tell: () => void;
  close: () => void;
}

/**
 * @param state what is presented now
 * @param act does what the other window asks for
 */
export function createNotes(state: () => Presented, act: (action: Action) => void): Notes {
  const from = Math.random().toString(36).slice(2);
  let opened: Window | null = null;

  const line = openLine(
    (message) => {
      if (message.kind === 'hello') tell();
      else if (message.kind === 'do' && message.to === from) act(message.action);
    },
    () => opened,
  );
  const tell = (): void => {
    line.say({ kind: 'state', from, ...state() });
  };
  const leave = (): void => {
    line.say({ kind: 'left', from });
  };
  addEventListener('pagehide', leave);
  // Back from the browser's memory of pages.
  addEventListener('pageshow', tell);

  return {
    open() {
      // With no address, a window that is there stays as it is.
      opened = window.open('', NAME, 'popup,width=960,height=720');
      if (!opened) return false;
      if (opened.location.href === 'about:blank') opened.location.replace(address('presenter/'));
      opened.focus();
      return true;
    },
    tell,
    close() {
      leave();
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', tell);
      line.close();
    },
  };
}
