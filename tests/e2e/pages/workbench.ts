import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { CodeTab } from './code-tab.ts';

export const CHECKS = {
  noFalseOpen: 'No open while the backend is healthy',
  opensWhenSlow: 'Still opens when the backend is really slow',
  workDone: 'Every answer had its work done',
} as const;

/** A run takes 20 s; its programs start before it, on a machine that may be busy. */
const RUN_WITHIN = 60_000;
const START_WITHIN = 30_000;

/** The lab's workbench: what stands in it by role and name, and what a learner does with it. */
export class Workbench {
  readonly region: Locator;
  readonly code: CodeTab;

  /**
   * @param lab its title
   * @param editable the name of the file that a learner edits
   */
  constructor(page: Page, lab: string, editable: string) {
    this.region = page.getByRole('region', { name: `Lab: ${lab}` });
    this.code = new CodeTab(this.region, editable);
  }

  get run(): Locator {
    return this.region.getByRole('button', { name: 'Run', exact: true });
  }
  get stop(): Locator {
    return this.region.getByRole('button', { name: 'Stop', exact: true });
  }
  get reset(): Locator {
    return this.region.getByRole('button', { name: 'Reset', exact: true });
  }
  get badge(): Locator {
    return this.region.getByRole('button', { name: /^(Local|WebContainer|Recording|No recording)/ });
  }
  /** What a screen reader is told of the run. */
  get announced(): Locator {
    return this.region.getByRole('status');
  }
  /** A few words beside the buttons: what is waited for, or how long it takes. */
  get status(): Locator {
    return this.region.locator('.wb-status');
  }
  get problems(): Locator {
    return this.region.getByRole('alert');
  }
  /** What of the run is not shown, and why. */
  get leftOut(): Locator {
    return this.region.getByRole('region', { name: 'Left out' });
  }
  get scenario(): Locator {
    return this.region.getByRole('progressbar', { name: 'Scenario' });
  }
  get charts(): Locator {
    return this.region.getByRole('region', { name: 'Charts' });
  }
  /** The band of breaker states; its heading ends with the state now. */
  get breaker(): Locator {
    return this.charts.getByRole('heading', { name: /^Breaker/ });
  }
  /** A picture below the charts, by its title. */
  picture(title: string): Locator {
    return this.charts.getByRole('region', { name: new RegExp(`^${title}( recorded)?$`) });
  }
  get figures(): Locator {
    return this.region.getByRole('table', { name: 'The figures that matter' });
  }
  /** The cells of a figure: predicted, measured, recorded. */
  figure(label: string): Locator {
    return this.figures.getByRole('row', { name: label }).getByRole('cell');
  }
  check(title: string): Locator {
    return this.region.getByRole('listitem').filter({ hasText: title });
  }
  tab(name: 'Checks' | 'Code' | 'Output' | 'Requests'): Locator {
    return this.region.getByRole('tab', { name });
  }
  get panel(): Locator {
    return this.region.getByRole('tabpanel');
  }
  control(label: string): Locator {
    return this.region.getByRole('slider', { name: label, exact: true });
  }
  /** The answers to requests, the newest first. */
  get answers(): Locator {
    return this.panel.getByRole('list', { name: 'Answers, the newest first' }).getByRole('listitem');
  }

  /** Has the lab run elsewhere, by the badge. */
  async chooseEngine(name: RegExp): Promise<void> {
    await this.badge.click();
    const panel = this.region.getByRole('dialog', { name: 'Engine' });
    await panel.getByRole('radio', { name }).check();
    await panel.getByRole('button', { name: 'Close' }).click();
  }

  /** Presses Run, and waits until the scenario is being played. */
  async start(): Promise<void> {
    await this.run.click();
    await expect(this.announced).toHaveText(/^Running/, { timeout: START_WITHIN });
  }

  async ended(as: 'Finished' | 'Stopped' | 'Failed' | 'Connection lost'): Promise<void> {
    await expect(this.announced).toHaveText(new RegExp(`^${as}\\.`), { timeout: RUN_WITHIN });
  }
}
