/** Keeps what the learner predicts, and shows it again. */
import { readProgress, updateProgress } from '../../course/progress.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('[data-predict]')) {
  const { lessonId = '', figure = '' } = form.dataset;
  const status = form.querySelector('[data-committed]');
  const button = form.querySelector('button');
  const say = (text: string): void => {
    if (status) status.textContent = text;
  };
  const show = (): void => {
    const value = readProgress().predictions[lessonId]?.[figure];
    const choice = [...form.querySelectorAll('input')].find((input) => input.value === value);
    if (!choice) return;
    choice.checked = true;
    say(`You predicted: ${choice.closest('label')?.textContent.trim() ?? value ?? ''}.`);
    if (button) button.textContent = 'Change';
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = new FormData(form).get(figure);
    if (typeof value !== 'string') {
      say('Choose one first. A guess is fine: it is only for you.');
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
  show();
}
