/** Keeps pages for reading without a network, in a cache of the service worker's (scripts/lib/offline/worker.js). */
import { address } from '../../course/address.ts';

const PREFIX = `under-load ${address()} `;

/** Has this page kept. Whatever fails, the page is read all the same. */
export async function keepThisPage(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register(address('sw.js'), { updateViaCache: 'none' });
    const tell = (worker: ServiceWorker | null): void =>
      worker?.postMessage({ build: import.meta.env.BUILD_ID, page: location.pathname });
    // Which of them is of this page's build is theirs to know.
    const { installing, waiting, active } = registration;
    for (const worker of [installing, waiting, active]) tell(worker);
    registration.addEventListener('updatefound', () => {
      tell(registration.installing);
    });
  } catch {
    // No storage, a private window, a host without sw.js: nothing is kept.
  }
}

/** Addresses of the pages that are kept to be read, sorted. */
export async function keptPages(): Promise<string[]> {
  const requests = await Promise.all(
    (await ownCaches()).map(async (name) => (await caches.open(name)).keys()),
  );
  const paths = requests.flat().map(({ url }) => new URL(url).pathname);
  return [...new Set(paths)].filter((path) => path.endsWith('/') && path !== address('presenter/')).sort();
}

/** Removes all that was kept, and the worker that kept it. */
export async function removeKept(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(address());
  await registration?.unregister();
  for (const name of await ownCaches()) await caches.delete(name);
}

async function ownCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}
