/**
 * Which tab of the course has the container: two would disturb what the other measures. The tab holds a lock, and
 * hands it over to another one that asks for it while nothing runs here. The browser frees the lock of a closed tab.
 */
const NAME = 'under-load-webcontainer';
const HANDED_OVER_WITHIN_MS = 3000;

/**
 * Makes what claims the container for this tab; false where another tab keeps it. A tab that has it keeps it until
 * `leave`, which is called when another asks, gives true.
 */
export function createClaim(withinMs = HANDED_OVER_WITHIN_MS): (leave: () => boolean) => Promise<boolean> {
  let release: (() => void) | undefined;

  const take = (options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      const granted = (lock: Lock | null): Promise<void> | undefined => {
        if (lock === null) {
          resolve(false);
          return undefined;
        }
        return new Promise((free) => {
          release = free;
          resolve(true);
        });
      };
      navigator.locks.request(NAME, options, granted).catch(() => {
        resolve(false);
      });
    });

  return async (leave) => {
    if (release || !('locks' in navigator)) return true;
    const others = new BroadcastChannel(NAME);
    let mine = await take({ ifAvailable: true });
    if (!mine) {
      others.postMessage('wanted');
      mine = await take({ signal: AbortSignal.timeout(withinMs) });
    }
    if (!mine) {
      others.close();
      return false;
    }
    others.onmessage = () => {
      if (!leave()) return;
      others.close();
      release?.();
      release = undefined;
    };
    return true;
  };
}
