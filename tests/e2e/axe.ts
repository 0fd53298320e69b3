import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

type Theme = 'light' | 'dark';

/** Every rule of axe, in these themes, on the page as it stands. `state` names it where it fails. */
export async function expectAccessible(
  page: Page,
  state: string,
  themes: readonly Theme[] = ['light', 'dark'],
): Promise<void> {
  for (const theme of themes) {
    await test.step(`axe: ${state}, ${theme}`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const { violations } = await new AxeBuilder({ page })
        // In a third of the time: no page has a frame, and nobody reads what passes.
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary ?? ''}`),
      );
      expect(found, `${state}, ${theme}`).toEqual([]);
    });
  }
}
