/** The ways into a presentation: the button, `p`, and an address that ends in `#present` or, for a step, `#present-4`. */
import { registerKey } from './keys.ts';

const status = document.querySelector('[data-present-status]');

function load(then: (presenting: typeof import('../../presenting/present.ts')) => void): void {
  import('../../presenting/present.ts').then(then).catch(() => {
    if (status) status.textContent = 'It could not be loaded. Look at the connection, then try again.';
  });
}

function toggle(): void {
  load(({ togglePresenting }) => {
    togglePresenting();
  });
}

/** As the address asks for it. */
function follow(): void {
  const asked = /^#present(?:-(\d+))?$/.exec(location.hash);
  if (!asked) return;
  load(({ present }) => {
    present(Number(asked[1] ?? 1));
  });
}

document.querySelector('[data-present]')?.addEventListener('click', toggle);
registerKey({ keys: ['p'], does: 'Presents the lesson; again, leaves', where: 'In a lesson', act: toggle });
addEventListener('hashchange', follow);
follow();
