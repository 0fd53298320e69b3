/** The theme button: light, dark, or as the system has it. */
import { updateProgress } from '../../course/progress.ts';

const choices = ['system', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];

const chosen = (): Choice =>
  choices.find((choice) => choice === document.documentElement.dataset['themeChoice']) ?? 'system';

function choose(choice: Choice): void {
  document.documentElement.dataset['themeChoice'] = choice;
  // public/before-paint.js shows it.
  document.dispatchEvent(new Event('under-load:theme'));
  updateProgress((progress) => ({
    ...progress,
    settings: { ...progress.settings, theme: choice === 'system' ? undefined : choice },
  }));
}

export function startTheme(): void {
  const button = document.querySelector('[data-theme-button]');
  const name = button?.querySelector('[data-theme-name]');
  const show = (): void => {
    if (name) name.textContent = chosen();
  };
  button?.addEventListener('click', () => {
    choose(choices[(choices.indexOf(chosen()) + 1) % choices.length] ?? 'system');
    show();
  });
  show();
}
