// Before the first paint: the reader's theme and the width that they gave to the prose.
(() => {
  const root = document.documentElement;
  /** @type {{ theme?: string, separator?: number }} */
  let settings = {};
  try {
    const text = localStorage.getItem('under-load') ?? '{}';
    const progress = /** @type {{ settings?: typeof settings }} */ (JSON.parse(text));
    settings = progress.settings ?? {};
  } catch {
    // A blocked or broken store: the defaults hold, and the page says so once it is read.
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const chosen = root.dataset.themeChoice;
    root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
  };
  root.dataset.themeChoice = settings.theme ?? 'system';
  show();
  system.addEventListener('change', show);
  document.addEventListener('under-load:theme', show);
  if (typeof settings.separator === 'number')
    root.style.setProperty('--separator', `${settings.separator}vw`);
})();
