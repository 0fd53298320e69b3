/** What Lighthouse finds on a page that is read, and does not depend on how fast this machine is. */
import { expect, test } from '../e2e/fixtures.ts';
import { PAGES, scoreOf, shortcomings, startAuditor } from '../lighthouse.ts';
import type { Auditor } from '../lighthouse.ts';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'] as const;

const withAuditor = test.extend<{ auditor: Auditor }>({
  auditor: async ({ launchOptions }, use) => {
    const auditor = await startAuditor(launchOptions);
    await use(auditor);
    await auditor.close();
  },
});

for (const [name, path] of Object.entries(PAGES)) {
  withAuditor(
    `Lighthouse finds nothing to better on ${name}, and nothing moves while it loads`,
    async ({ server, auditor }) => {
      test.setTimeout(300_000);
      const found = await auditor.audit(server.bare(path), {
        onlyCategories: [...CATEGORIES],
        onlyAudits: ['cumulative-layout-shift'],
        throttlingMethod: 'devtools', // a slow network: what comes late would move what is there
      });
      for (const category of CATEGORIES) {
        expect(shortcomings(found, category), category).toEqual([]);
        expect(scoreOf(found, category), category).toBe(100);
      }
      expect(found.audits['cumulative-layout-shift']?.numericValue).toBe(0);
    },
  );
}
