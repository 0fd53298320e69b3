import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** A lesson that is being presented, as its audience and its presenter have it. */
export class Presentation {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get bar(): Locator {
    return this.page.getByRole('navigation', { name: 'Presentation' });
  }
  /** What a screen reader is told: `4 Read: Three meters · 8 of 11`. */
  get place(): Locator {
    return this.bar.getByRole('status');
  }
  get problem(): Locator {
    return this.bar.getByRole('alert');
  }
  button(name: 'Back' | 'Next' | 'Notes' | 'Keys' | 'Leave'): Locator {
    return this.bar.getByRole('button', { name });
  }

  /** By the key, from a lesson that is open. */
  async start(): Promise<void> {
    await this.page.keyboard.press('p');
    await expect(this.bar).toBeVisible();
  }

  /** Presses a key and waits for the step that it leads to. */
  async press(key: string, place: RegExp | string): Promise<void> {
    await this.page.keyboard.press(key);
    await expect(this.place).toHaveText(place);
  }

  /** Opens the window with notes. */
  async openNotes(): Promise<NotesWindow> {
    const [window] = await Promise.all([this.page.waitForEvent('popup'), this.button('Notes').click()]);
    return new NotesWindow(window);
  }
}

/** The second window. */
export class NotesWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The step that is shown, and the next one. */
  get step(): Locator {
    return this.page.getByRole('status');
  }
  get notes(): Locator {
    return this.page.getByRole('region', { name: 'Notes' });
  }
  /** The value under a name: `Time`, `Presenting for`, `Lab`. */
  value(name: string): Locator {
    return this.page.getByRole('definition').and(this.page.locator(`dt:text-is("${name}") + dd`));
  }
  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }
}
