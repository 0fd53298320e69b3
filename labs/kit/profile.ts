/** Hands a profile over to the run, for the page. */
import type { HeapProfiler, Profiler } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { report } from './channel.ts';

/** Reports a CPU profile under this name. Paths of the machine are taken out of it. */
export function reportProfile(name: string, profile: Profiler.Profile): void {
  const here = pathToFileURL(`${process.cwd()}/`).href;
  const nodes = profile.nodes.map(({ id, callFrame, children, hitCount }) => ({
    id,
    hitCount,
    callFrame: { ...callFrame, url: shortUrl(callFrame.url, here) },
    ...(children && { children }),
  }));
  const { startTime, endTime, samples, timeDeltas } = profile;
  const data = JSON.stringify({ nodes, startTime, endTime, samples, timeDeltas });
  report({ kind: 'artifact', name: `${name}.cpuprofile`, mediaType: 'application/json', data });
}

/** Reports a profile of allocations under this name. Paths of the machine are taken out of it. */
export function reportAllocations(name: string, profile: HeapProfiler.SamplingHeapProfile): void {
  const here = pathToFileURL(`${process.cwd()}/`).href;
  const shortened = (node: HeapProfiler.SamplingHeapProfileNode): HeapProfiler.SamplingHeapProfileNode => ({
    ...node,
    callFrame: { ...node.callFrame, url: shortUrl(node.callFrame.url, here) },
    children: node.children.map(shortened),
  });
  const data = JSON.stringify({ ...profile, head: shortened(profile.head) });
  report({ kind: 'artifact', name: `${name}.heapprofile`, mediaType: 'application/json', data });
}

/**
 * `file:///home/…/node_modules/express/x.js` → `node_modules/express/x.js`; a file of the lab by its own name.
 *
 * @param here the lab's folder as a URL, with a slash at the end
 */
export function shortUrl(url: string, here: string): string {
  if (!url.includes('/')) return url;
  if (url.startsWith('node:')) return url;
  if (url.startsWith(here)) return url.slice(here.length);
  const known = /\/(node_modules\/.*|kit\/[^?]*)$/.exec(url)?.[1];
  return known ?? url.slice(url.lastIndexOf('/') + 1);
}
