// Before the first paint: the reader's theme and the width that they gave to the prose.
(() => {
  const root = document.documentElement;
  /** @type {{ settings?: { theme?: string, separator?: number } }} */
  const progress = {};
  try {
    Object.assign(progress, JSON.parse(localStorage.getItem('under-load') ?? '{}'));
  } catch {
    // A blocked or broken store: the defaults hold, and the page says so once it is read.
  }
  const { theme = 'system', separator } = progress.settings ?? {};
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const chosen = root.dataset.themeChoice;
    root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
  };
  root.dataset.themeChoice = theme;
  show();
  system.addEventListener('change', show);
  document.addEventListener('under-load:theme', show);
  if (typeof separator === 'number') root.style.setProperty('--separator', `${separator}vw`);
})();
