/** The page about what the browser keeps: a list, and the two buttons. */
import { keepThisPage, keptPages, removeKept } from './keep-pages.ts';
import { choose, isLocal, mayKeepPages } from './may-keep.ts';

const state = document.querySelector<HTMLElement>('[data-kept-state]');
const list = document.querySelector<HTMLElement>('[data-kept-list]');
const remove = document.querySelector<HTMLButtonElement>('[data-kept-remove]');
const again = document.querySelector<HTMLButtonElement>('[data-kept-again]');

async function show(): Promise<void> {
  const isAble = !isLocal() && 'serviceWorker' in navigator;
  const pages = isAble ? await keptPages() : [];
  const keeps = mayKeepPages();
  if (state) state.textContent = sentence(isAble, keeps, pages.length);
  list?.replaceChildren(
    ...pages.map((path) => {
      const link = Object.assign(document.createElement('a'), { href: path, textContent: path });
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
  if (remove) remove.hidden = !isAble || !keeps;
  if (again) again.hidden = !isAble || keeps;
}

function sentence(isAble: boolean, keeps: boolean, count: number): string {
  if (isLocal()) return 'This page comes from your own machine: it needs no network, and nothing is kept.';
  if (!isAble) return 'This browser keeps nothing: it lets no page of this address do so.';
  if (!keeps) return 'Nothing is kept, as you chose.';
  if (count === 0) return 'Nothing is kept yet.';
  return `This browser keeps ${String(count)} ${count === 1 ? 'page' : 'pages'}:`;
}

remove?.addEventListener('click', () => {
  choose(false);
  void removeKept().then(show);
});
again?.addEventListener('click', () => {
  choose(true);
  void keepThisPage().then(show);
});
void show();
