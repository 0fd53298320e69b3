/** Keeps the screen on, where the browser can, until the signal says that it is over. That it can't is no error. */
export function keepAwake(over: AbortSignal): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || lock?.released === false) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (over.aborted) await lock.release();
    } catch {
      // Not known to this browser, not over http, or not with a battery this low.
    }
  };
  over.addEventListener('abort', () => void lock?.release());
  // The browser takes it back whenever the page is hidden.
  document.addEventListener('visibilitychange', () => void ask(), { signal: over });
  void ask();
}
