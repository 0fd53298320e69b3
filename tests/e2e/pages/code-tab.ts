import type { Locator } from '@playwright/test';

/** The Code tab: the files, the editor, and the comparison with the solution. */
export class CodeTab {
  readonly #region: Locator;
  readonly #editable: string;

  /** @param editable the name of the file whose editor is meant */
  constructor(region: Locator, editable: string) {
    this.#region = region;
    this.#editable = editable;
  }

  async open(): Promise<void> {
    await this.#region.getByRole('tab', { name: 'Code' }).click();
  }

  file(name: string): Locator {
    return this.#region.getByRole('group', { name: 'Files' }).getByRole('button', { name });
  }

  get editor(): Locator {
    return this.#region.getByRole('textbox', { name: `${this.#editable}, press Tab to leave` });
  }

  get compare(): Locator {
    return this.#region.getByRole('button', { name: 'Compare with the solution' });
  }

  get comparison(): Locator {
    return this.#region.getByRole('textbox', {
      name: `${this.#editable}: what the solution changes`,
    });
  }

  /** The line that an error of Node is shown at. */
  get errorLine(): Locator {
    return this.editor.locator('.cm-error-line');
  }

  /** What Node said, below that line. */
  get errorNote(): Locator {
    return this.editor.locator('.cm-error-line + .cm-error-note');
  }

  /** Types at the beginning of a line, counted from 1, as at a keyboard. */
  async typeAt(line: number, text: string): Promise<void> {
    await this.editor.focus();
    await this.editor.press('ControlOrMeta+Home');
    for (let at = 1; at < line; at += 1) await this.editor.press('ArrowDown');
    await this.editor.pressSequentially(text);
  }

  /** Puts a text in place of the whole file, as by pasting. */
  async replaceAll(text: string): Promise<void> {
    await this.editor.focus();
    await this.editor.press('ControlOrMeta+a');
    await this.editor.page().keyboard.insertText(text);
  }
}
