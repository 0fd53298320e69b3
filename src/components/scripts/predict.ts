/** Keeps what the learner predicts, and shows it again. Once the lab has been run, it stays as it is. */
import { onProgress, readProgress, updateProgress } from '../../course/progress.ts';

function remember(form: HTMLFormElement): void {
  const { lessonId = '', lab = '', figure = '' } = form.dataset;
  const fieldset = form.querySelector('fieldset');
  const button = form.querySelector('button');
  const status = form.querySelector('[data-committed]');
  if (!fieldset || !button || !status) return;
  const inputs = [...form.querySelectorAll('input')];
  let shown: string | undefined;

  /** Erased, or replaced by a file, on another page. */
  const forget = (): void => {
    shown = undefined;
    form.reset();
    fieldset.disabled = false;
    button.hidden = false;
    button.textContent = 'Commit';
    status.textContent = '';
  };
  const show = (): void => {
    const { predictions, results } = readProgress();
    const value = predictions[lessonId]?.[figure];
    if (value === undefined) {
      if (shown !== undefined) forget();
      return;
    }
    fieldset.disabled = results[lab] !== undefined;
    button.hidden = fieldset.disabled;
    button.textContent = 'Change';
    // Something else in the progress changed: a choice that is not committed yet stays.
    if (value === shown && !fieldset.disabled) return;
    shown = value;
    fill(inputs, value);
    status.textContent = `You predicted: ${inWords(inputs, value)}.`;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = new FormData(form).get(figure);
    if (typeof value !== 'string' || value === '') {
      const what = inputs[0]?.type === 'radio' ? 'Choose one' : 'Write a number';
      status.textContent = `${what} first. A guess is fine: it is only for you.`;
      return;
    }
    updateProgress((progress) => ({
      ...progress,
      predictions: {
        ...progress.predictions,
        [lessonId]: { ...progress.predictions[lessonId], [figure]: value },
      },
    }));
  });
  onProgress(show);
  show();
}

function fill(inputs: readonly HTMLInputElement[], value: string): void {
  for (const input of inputs) {
    if (input.type === 'radio') input.checked = input.value === value;
    else input.value = value;
  }
}

/** A choice by its label, a number with its unit. */
function inWords(inputs: readonly HTMLInputElement[], value: string): string {
  const input = inputs.find((one) => one.value === value);
  const label = input?.type === 'radio' ? input.closest('label')?.textContent : undefined;
  return (label ?? `${value} ${input?.nextElementSibling?.textContent ?? ''}`).trim();
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-predict]')) remember(form);
