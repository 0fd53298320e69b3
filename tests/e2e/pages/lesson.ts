import type { Locator, Page } from '@playwright/test';
import type { LocalServer } from '../fixtures.ts';
import { Workbench } from './workbench.ts';

/** Where a lesson is, what it is called, as its lab, and which file a learner edits. */
export interface Lesson {
  path: string;
  title: string;
  editable: string;
}
const FALSE_OPENS: Lesson = {
  path: '/breakers/false-opens/',
  title: 'False opens',
  editable: 'proxy.ts',
};

/** A lesson as a learner finds it: "False opens", where no other is named. */
export class LessonPage {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly #server: LocalServer;
  readonly #lesson: Lesson;

  constructor(page: Page, server: LocalServer, lesson: Lesson = FALSE_OPENS) {
    this.page = page;
    this.#server = server;
    this.#lesson = lesson;
    this.workbench = new Workbench(page, lesson.title, lesson.editable);
  }

  /** With the token, as a tab that came from the printed address. */
  async open(): Promise<void> {
    await this.page.goto(this.#server.page(this.#lesson.path));
  }

  /** Without the token: there is no local engine for this tab. */
  async openWithoutToken(): Promise<void> {
    await this.page.goto(this.#server.bare(this.#lesson.path));
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.#lesson.title });
  }

  get prediction(): Locator {
    return this.page.getByRole('region', { name: 'Predict' });
  }

  async predict(choice: string): Promise<void> {
    await this.prediction.getByRole('radio', { name: choice }).check();
    await this.prediction.getByRole('button', { name: 'Commit' }).click();
  }

  /** A part of a file in the prose. */
  code(name: 'breaker' | 'handler' | 'phases'): Locator {
    const first = {
      breaker: 'async function callBackend',
      handler: 'const app = express()',
      phases: 'const phases',
    };
    return this.page.getByRole('article').getByRole('figure').filter({ hasText: first[name] });
  }

  /** The editor in the prose, once Edit was pressed. */
  codeEditor(name: 'breaker' | 'handler'): Locator {
    return this.page.getByRole('textbox', { name: `proxy.ts, region ${name}` });
  }

  get separator(): Locator {
    return this.page.getByRole('separator', { name: 'Width of the text' });
  }
}
