import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';

/** The picture of what ran on a loop, within a workbench. */
export class LoopPicture {
  readonly region: Locator;

  constructor(region: Locator) {
    this.region = region;
  }

  get slider(): Locator {
    return this.region.getByRole('slider', { name: 'Step' });
  }
  get next(): Locator {
    return this.region.getByRole('button', { name: 'Next step' });
  }
  get previous(): Locator {
    return this.region.getByRole('button', { name: 'Previous step' });
  }
  get play(): Locator {
    return this.region.getByRole('button', { name: /^(Play|Pause)$/ });
  }
  get ring(): Locator {
    return this.region.getByRole('img', { name: /^The loop stands in/ });
  }
  get stack(): Locator {
    return this.region.getByRole('region', { name: 'Call stack' });
  }
  get waiting(): Locator {
    return this.region.getByRole('region', { name: 'Waiting when it ended' });
  }
  /** All steps as a list of sentences, once it was opened. */
  get list(): Locator {
    return this.region.getByRole('region', { name: 'All steps' });
  }

  async openList(): Promise<void> {
    await this.region.locator('summary').click();
  }

  async choose(scene: string): Promise<void> {
    await this.region.getByRole('radio', { name: scene }).check();
  }

  /** The step of this number is shown, counted from 1: by the slider, in the sentence, and in the list. */
  async expectStep(number: number): Promise<void> {
    const name = new RegExp(`^Step ${String(number)} of \\d+\\b`);
    await expect(this.slider).toHaveAttribute('aria-valuetext', name);
    await expect(this.region.getByText(name)).toBeVisible();
    const current = this.list.locator('[aria-current=step]');
    await expect(this.list.getByRole('listitem').nth(number - 1)).toHaveAttribute('aria-current', 'step');
    const sentence = (await current.textContent()) ?? '';
    await expect(this.slider).toHaveAttribute('aria-valuetext', new RegExp(`, ${escaped(sentence)}$`));
    const [ran = ''] = sentence.split(': at ');
    await expect(this.stack.getByRole('listitem').first()).toHaveText(ran);
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
