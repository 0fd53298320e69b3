/** Pages to compare a lesson with, made of the lesson's own HTML. */
import type { Browser } from '@playwright/test';

/** `plain`: no script, no workbench. `bare`: no styles and typefaces either. */
export type Plainness = 'plain' | 'bare';

const LEFT_OUT: Record<Plainness, string> = {
  // What waits for the workbench before it draws (`expect`) would wait for ever.
  plain: 'script, link[rel=modulepreload], link[rel=expect], .workbench',
  bare: 'script, link[rel=modulepreload], link[rel=expect], .workbench, style, link[rel=stylesheet], link[rel=preload]',
};

/** Reads the HTML as a browser does, and writes what is left of it. */
export async function plainPage(browser: Browser, html: string, how: Plainness): Promise<string> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      ([text, selector]) => {
        const parsed = new DOMParser().parseFromString(text, 'text/html');
        for (const element of parsed.querySelectorAll(selector)) element.remove();
        return `<!doctype html>\n${parsed.documentElement.outerHTML}`;
      },
      [html, LEFT_OUT[how]] as const,
    );
  } finally {
    await page.close();
  }
}
