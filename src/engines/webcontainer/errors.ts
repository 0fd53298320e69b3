/** What can go wrong with a WebContainer, as values. */
import type { EngineError } from '../engine.ts';

const otherwise =
  'Until then the recording shows a real run; `npm start` on your machine runs the lab for real.';

const known = {
  'not-isolated': {
    message: 'This page is not isolated from others, and without that the browser gives no shared memory.',
    next: `The host of the site has to send the headers COOP and COEP. ${otherwise}`,
  },
  'browser-not-supported': {
    message: 'This browser lacks something that Node in a page is built on.',
    next: `Open the page in a current Chromium, Firefox or Safari, outside of a private window. ${otherwise}`,
  },
  'storage-blocked': {
    message:
      'The browser blocks cookies or storage that Node in a page needs, this site’s or stackblitz.com’s.',
    next: `Allow them for this page and for stackblitz.com, then load the page again. ${otherwise}`,
  },
  'host-unreachable': {
    message: 'stackblitz.com, which brings Node into the page, could not be reached.',
    next: `A network, a blocker of trackers or blocked third-party cookies can be the cause: try another network, or allow it. ${otherwise}`,
  },
  'boot-timeout': {
    message: 'Node in this page did not start in time: stackblitz.com answered, and then nothing more came.',
    next: `Try once more; if that does not help, load the page again. ${otherwise}`,
  },
  'out-of-memory': {
    message: 'The browser had no memory left for Node in this page.',
    next: `Close other tabs, then load the page again. ${otherwise}`,
  },
  'second-tab': {
    message: 'Another tab runs a lab in the browser just now.',
    next: `Stop it there, or wait for its end, then try again: two would disturb what the other measures. ${otherwise}`,
  },
  'no-client': {
    message: 'The part of the course that runs Node in the page could not be downloaded.',
    next: 'Look at the connection, then try again.',
  },
  aborted: { message: 'The start was called off.', next: 'Choose an engine.' },
} as const satisfies Record<string, Omit<EngineError, 'code'>>;

/** One of the failures that are known. `detail` is added to its sentence. */
export function failure(code: keyof typeof known, detail?: string): EngineError {
  const { message, next } = known[code];
  return { code, message: detail === undefined ? message : `${message} ${detail}`, next };
}

/** What the host or the browser says when something fails; its words are all that there is to go by. */
const said: readonly (readonly [RegExp, keyof typeof known])[] = [
  [/out of memory|could not allocate|allocation failed|memory access out of bounds/i, 'out-of-memory'],
  [/unable to create more instances|only a single WebContainer/i, 'second-tab'],
  [/SharedArrayBuffer|cross-?origin.?isolat/i, 'not-isolated'],
  [/SecurityError|service ?worker|cookie|storage|IndexedDB|insecure/i, 'storage-blocked'],
  [/WebAssembly|is not supported/i, 'browser-not-supported'],
  [/failed to fetch|NetworkError|load failed|ERR_[A-Z_]+/i, 'host-unreachable'],
];

/** Turns whatever was thrown into a failure: a known one where its words are known. */
export function recognise(thrown: unknown): EngineError {
  const words = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const code = said.find(([pattern]) => pattern.test(words))?.[1];
  if (code) return failure(code);
  return {
    code: 'engine-failed',
    message: `Node in this page failed: ${(words.split('\n')[0] ?? '').slice(0, 300)}.`,
    next: `Load the page again. ${otherwise}`,
  };
}
