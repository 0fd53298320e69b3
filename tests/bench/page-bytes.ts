/** What a page loads, by kind. */
import type { Page, Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';

export const kinds = ['document', 'stylesheet', 'script', 'font'] as const;
export type Kind = (typeof kinds)[number];

export interface Loaded {
  kind: Kind | 'other';
  url: string;
  /** Compressed with gzip, whatever the server did. */
  bytes: number;
}

/** Notes all that a page loads from now on; the function gives what came until then. */
export function noteLoads(page: Page): () => Promise<Loaded[]> {
  const answers: Response[] = [];
  page.on('response', (answer) => answers.push(answer));
  return () =>
    Promise.all(
      answers.map(async (answer) => ({
        kind: kindOf(answer),
        url: answer.url(),
        bytes: gzipSync(await answer.body()).length,
      })),
    );
}

export function sumOf(loads: readonly Loaded[], kind: Kind): { bytes: number; requests: number } {
  const own = loads.filter((load) => load.kind === kind);
  return { bytes: own.reduce((sum, { bytes }) => sum + bytes, 0), requests: own.length };
}

function kindOf(answer: Response): Loaded['kind'] {
  // A module that is only preloaded is a script, too.
  if ((answer.headers()['content-type'] ?? '').includes('javascript')) return 'script';
  const type = answer.request().resourceType();
  return kinds.find((kind) => kind === type) ?? 'other';
}
