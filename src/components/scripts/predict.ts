/** Keeps what the learner predicts, and shows it again. Once the lab has been run, it stays as it is. */
import { onProgress, readProgress, updateProgress } from '../../course/progress.ts';

function remember(form: HTMLFormElement): void {
  const { lessonId = '', lab = '', figure = '' } = form.dataset;
  const fieldset = form.querySelector('fieldset');
  const button = form.querySelector('button');
  const status = form.querySelector('[data-committed]');
  if (!fieldset || !button || !status) return;

  const show = (): void => {
    const { predictions, results } = readProgress();
    const value = predictions[lessonId]?.[figure];
    const choice = [...form.querySelectorAll('input')].find((input) => input.value === value);
    if (!choice) return;
    const ran = lab in results;
    choice.checked = true;
    fieldset.disabled = ran;
    button.hidden = ran;
    button.textContent = 'Change';
    const label = choice.closest('label')?.textContent.trim() ?? choice.value;
    status.textContent = `You predicted: ${label}.`;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = new FormData(form).get(figure);
    if (typeof value !== 'string') {
      status.textContent = 'Choose one first. A guess is fine: it is only for you.';
      return;
    }
    updateProgress((progress) => ({
      ...progress,
      predictions: {
        ...progress.predictions,
        [lessonId]: { ...progress.predictions[lessonId], [figure]: value },
      },
    }));
    show();
  });
  onProgress(show);
  show();
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-predict]')) remember(form);
