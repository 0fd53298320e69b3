/** The list of all keys, with the switch for those of one letter. Loaded when it is asked for. */
import { readProgress, updateProgress } from '../../course/progress.ts';
import { actionKeys, ownKeys, WHERE } from '../../presenting/keys.ts';
import { registeredKeys } from './keys.ts';
import type { Key } from './keys.ts';

type Listed = Pick<Key, 'keys' | 'does' | 'where'>;

const EVERYWHERE = 'Everywhere';
const WORKBENCH = 'In the workbench';

/** They are their part's own, and act where it has the focus. */
const ofParts: readonly Listed[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], does: 'Goes from tab to tab', where: WORKBENCH },
  { keys: ['ArrowLeft', 'ArrowRight'], does: 'Moves the line between text and workbench', where: WORKBENCH },
  { keys: ['ArrowLeft', 'ArrowRight'], does: 'Moves the crosshair of the charts', where: WORKBENCH },
];

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ' ': 'Space',
};

export function openKeysDialog(): void {
  if (document.querySelector('dialog.keys')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'keys';
  const title = make('h2', 'Keyboard');
  title.id = 'keys-title';
  // Else the switch at the end would have the focus, and be what is seen first.
  title.tabIndex = -1;
  title.autofocus = true;
  dialog.setAttribute('aria-labelledby', title.id);
  const close = make('button', 'Close');
  close.type = 'button';
  close.className = 'button';
  close.addEventListener('click', () => {
    dialog.close();
  });
  const lists = make('div');
  lists.className = 'keys-lists';
  lists.append(...groups().flatMap(([where, keys]) => (keys.length > 0 ? [group(where, keys)] : [])));
  dialog.append(title, lists, theSwitch(), close);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  // A click beside it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** What is registered, and what would be while a lesson is presented. */
function groups(): [where: string, keys: Listed[]][] {
  const presenting = [...Object.values(actionKeys), ...Object.values(ownKeys)];
  const all: Listed[] = [
    ...registeredKeys().filter(({ where }) => where !== WHERE),
    ...presenting.map((key) => ({ ...key, where: WHERE })),
    ...ofParts,
  ];
  const names = new Set([EVERYWHERE, ...all.map(({ where }) => where ?? EVERYWHERE)]);
  return [...names].map((name) => [name, all.filter(({ where }) => (where ?? EVERYWHERE) === name)]);
}

function group(where: string, keys: readonly Listed[]): HTMLElement {
  const section = make('section');
  const list = make('dl');
  list.append(
    ...keys.map(({ keys: names, does }) => {
      const row = make('div');
      const term = make('dt');
      term.append(...names.map((name) => make('kbd', NAMES[name] ?? name)));
      row.append(term, make('dd', does));
      return row;
    }),
  );
  section.append(make('h3', where), list);
  return section;
}

function theSwitch(): HTMLElement {
  const label = make('label');
  const input = make('input');
  input.type = 'checkbox';
  input.setAttribute('role', 'switch');
  input.checked = readProgress().settings.singleKeys !== false;
  input.addEventListener('change', () => {
    const singleKeys = input.checked ? undefined : false;
    updateProgress((progress) => ({ ...progress, settings: { ...progress.settings, singleKeys } }));
  });
  const about = make(
    'small',
    'Without them letters and signs do nothing, this list is in Contents, and arrows and Esc go on working.',
  );
  label.append(input, make('span', 'Single-key shortcuts'));
  const whole = make('p');
  whole.className = 'keys-switch';
  about.id = 'keys-switch-about';
  input.setAttribute('aria-describedby', about.id);
  whole.append(label, about);
  return whole;
}

function make<N extends keyof HTMLElementTagNameMap>(name: N, text = ''): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
