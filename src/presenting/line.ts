/** The line between the windows of a presentation: a BroadcastChannel, or messages from window to window where there is none. */
import { address } from '../course/address.ts';
import { readMessage } from './messages.ts';
import type { Message } from './messages.ts';

export interface Line {
  say: (message: Message) => void;
  close: () => void;
}

/**
 * @param hear what comes in
 * @param partner the other window as far as this one knows it; only asked where there is no channel
 */
export function openLine(hear: (message: Message) => void, partner: () => Window | null): Line {
  const take = (data: unknown): void => {
    const message = readMessage(data);
    if (message) hear(message);
  };
  return 'BroadcastChannel' in globalThis ? byChannel(take) : byWindow(take, partner);
}

function byChannel(take: (data: unknown) => void): Line {
  const channel = new BroadcastChannel(`under-load ${address()} presenting`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    take(data);
  };
  return {
    say: (message) => {
      channel.postMessage(message);
    },
    close: () => {
      channel.close();
    },
  };
}

function byWindow(take: (data: unknown) => void, partner: () => Window | null): Line {
  // A page that was reloaded no longer knows the window that it opened, until that one speaks.
  let known: Window | null = null;
  const onMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
    if (origin !== location.origin || !readMessage(data)) return;
    // The last words of a page that is left come from nobody.
    if (isWindow(source)) known = source;
    take(data);
  };
  addEventListener('message', onMessage);
  return {
    say: (message) => {
      (known ?? partner())?.postMessage(message, location.origin);
    },
    close: () => {
      removeEventListener('message', onMessage);
    },
  };
}

const isWindow = (source: MessageEventSource | null): source is Window =>
  source !== null && !(source instanceof MessagePort) && 'closed' in source;
