/** Going through a page by the keyboard, as somebody does who has nothing else. */
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';

/** More than there are places to stop at, on any page of the course. */
const MOST = 150;

/** Presses Tab, or Shift+Tab to go back, until a place has the focus. It is then to be seen. */
export async function tabTo(place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = place.page();
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    await page.keyboard.press(key);
    if (await place.evaluate((element) => element === document.activeElement)) {
      await expect(place).toBeInViewport();
      return;
    }
  }
  throw new Error(`${key} was pressed ${String(MOST)} times and never came to it.`);
}
