/** Lighthouse, in a browser of its own. */
import { chromium } from '@playwright/test';
import type { LaunchOptions } from '@playwright/test';
import lighthouse from 'lighthouse';
import type { Flags, Result as Report } from 'lighthouse';
import { freePort } from './export/nginx.ts';

export type { Report };

/** The pages that are held to it, by what they are. */
export const PAGES = {
  home: '/',
  'a lesson': '/breakers/false-opens/',
  'the instructors’ page': '/instructors/',
} as const;

export type Category = 'accessibility' | 'best-practices' | 'performance' | 'seo';

/** A busy machine is waited for. Milliseconds. */
const PATIENCE = { maxWaitForFcp: 120_000, maxWaitForLoad: 180_000 };

/** Looks at pages, one after the other, and is then closed. */
export interface Auditor {
  audit: (url: string, flags: Flags) => Promise<Report>;
  close: () => Promise<void>;
}

/** Starts a browser that Lighthouse can reach: on a port of loopback, which Playwright's own has not. */
export async function startAuditor({ args = [], ...options }: LaunchOptions): Promise<Auditor> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...options,
    args: [...args, `--remote-debugging-port=${String(port)}`],
  });
  return {
    async audit(url, flags) {
      const answer = await lighthouse(url, {
        ...PATIENCE,
        ...flags,
        port,
        logLevel: 'silent',
        output: 'json',
      });
      if (!answer) throw new Error(`Lighthouse said nothing of ${url}.`);
      const { lhr } = answer;
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      return lhr;
    },
    close: () => browser.close(),
  };
}

/** A category's score, from 0 to 100. */
export const scoreOf = ({ categories }: Report, category: Category): number =>
  Math.round((categories[category]?.score ?? NaN) * 100);

/** What costs points in a category: `color-contrast: Background and … (<p class="note">)`. */
export function shortcomings({ audits, categories }: Report, category: Category): string[] {
  const counted = categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return counted.flatMap(({ id }) => {
    const found = audits[id];
    const isFine = found?.score === 1 || (found?.score === null && found.scoreDisplayMode !== 'error');
    if (isFine) return [];
    const details = JSON.stringify(found?.details ?? {}).slice(0, 600);
    return [`${id}: ${found?.errorMessage ?? found?.title ?? 'not looked at'} ${details}`];
  });
}
