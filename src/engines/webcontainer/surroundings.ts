/** Whether this page can hold a WebContainer at all: what can be known before anything is downloaded for it. */
import type { EngineError } from '../engine.ts';
import { failure } from './errors.ts';

/** Of the page and its browser, what a WebContainer needs. */
export interface Surroundings {
  isolated: boolean;
  /** Names of what the browser lacks. */
  lacking: readonly string[];
  /** Whether this page may keep anything. */
  storage: boolean;
  online: boolean;
}

export function lookAround(page: typeof globalThis = globalThis): Surroundings {
  const needed = ['SharedArrayBuffer', 'WebAssembly', 'Worker', 'MessageChannel', 'ReadableStream'];
  const lacking = needed.filter((name) => !(name in page));
  if (!('serviceWorker' in page.navigator)) lacking.push('service workers');
  return {
    isolated: page.crossOriginIsolated,
    lacking,
    storage: page.navigator.cookieEnabled && mayStore(page),
    online: page.navigator.onLine,
  };
}

/** What stands in the way; undefined where nothing does that could be known beforehand. */
export function hindrance({ isolated, lacking, storage, online }: Surroundings): EngineError | undefined {
  // Without isolation shared memory is lacking, too: then that is the reason to give.
  const others = lacking.filter((name) => isolated || name !== 'SharedArrayBuffer');
  if (others.length > 0) return failure('browser-not-supported', `It has no ${others.join(', ')}.`);
  if (!isolated) return failure('not-isolated');
  if (!storage) return failure('storage-blocked');
  if (!online) return failure('host-unreachable', 'The browser says that it is offline.');
  return undefined;
}

function mayStore(page: typeof globalThis): boolean {
  try {
    page.sessionStorage.getItem('');
    return true;
  } catch {
    return false;
  }
}
