/** What does not fit: boxes that make the page scroll sideways, and text that is cut off. */
import type { Page } from '@playwright/test';

/** The page's width, if it is wider than the window. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${String(scrollWidth)} px wide in ${String(clientWidth)} px`] : [];
  });
}

/** Elements with text of their own that is cut off, with no way to scroll to it. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
      );
      if (!hasText || !element.checkVisibility({ visibilityProperty: true })) continue;
      const own = element.getBoundingClientRect();
      for (let box: HTMLElement | null = element; box; box = box.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(box);
        if (clipPath !== 'none') break; // for screen readers only
        const outer = box.getBoundingClientRect();
        const wide =
          /hidden|clip/.test(overflowX) &&
          (own.right > outer.right + 1 || box.scrollWidth > box.clientWidth + 1);
        const high = /hidden|clip/.test(overflowY) && own.bottom > outer.bottom + 1;
        if (wide || high) {
          found.push(`${element.textContent.trim().slice(0, 40)} in ${box.className || box.nodeName}`);
          break;
        }
        if (/auto|scroll/.test(overflowX + overflowY)) break;
      }
    }
    return found;
  });
}

/** Text of twice its size, as a reader sets it in the browser. */
export async function enlargeText(page: Page): Promise<void> {
  await page.addStyleTag({ content: ':root { font-size: 32px !important }' });
}
