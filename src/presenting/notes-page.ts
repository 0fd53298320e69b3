/** The window with notes: shows what the first window says, and asks it for what is pressed here. */
import { registerKey, startKeys } from '../components/scripts/keys.ts';
import { elapsed, timeOfDay } from './clock.ts';
import { actionKeys, actionSchema, WHERE } from './keys.ts';
import type { Action } from './keys.ts';
import { openLine } from './line.ts';
import type { PresentedState } from './messages.ts';
import * as v from 'valibot';

/** The window asks so often how things stand. */
const ASK_MS = 1000;
/** Without an answer for so long, the first one is gone, and another is followed. */
const PATIENCE_MS = 3000;
const OVER = 'The presentation was left. This window goes on with the next one.';

const partOf = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`);
const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-action]')];

let followed: string | undefined;
let heardAt = 0;
/** When the clock began. It goes on when the next lesson is presented. */
let since: number | undefined;
let notes = '';

const line = openLine(
  (message) => {
    if (message.kind === 'state' && (followed ?? message.from) === message.from) follow(message);
    else if (message.kind === 'left' && message.from === followed) letGo();
  },
  () => window.opener as Window | null,
);

function follow(state: PresentedState): void {
  followed = state.from;
  heardAt = Date.now();
  since ??= state.began;
  write('lesson', state.lesson);
  write('step', `${state.step} · ${String(state.at)} of ${String(state.of)}`);
  write('next', state.next === undefined ? 'This is the last step.' : `Next: ${state.next}`);
  write('run', state.run);
  document.title = `Notes: ${state.lesson} · Under Load`;
  if (state.notes !== notes) showNotes(state.notes);
  for (const button of buttons) button.disabled = false;
  tick();
}

function letGo(): void {
  followed = undefined;
  write('step', OVER);
  write('next', '');
  write('run', '–');
  for (const button of buttons) button.disabled = true;
}

/** Only what has changed, or a screen reader would be told all of it again. */
function write(name: string, text: string): void {
  const part = partOf(name);
  if (part && part.textContent !== text) part.textContent = text;
}

function showNotes(html: string): void {
  notes = html;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  partOf('notes')?.replaceChildren(...parsed.body.childNodes);
}

function ask(action: Action): void {
  if (followed !== undefined) line.say({ kind: 'do', to: followed, action });
}

function tick(): void {
  const now = new Date();
  write('time', timeOfDay(now));
  if (since !== undefined) write('elapsed', elapsed(now.getTime() - since));
}

function keepUp(): void {
  if (followed !== undefined && Date.now() - heardAt > PATIENCE_MS) letGo();
  line.say({ kind: 'hello' });
  tick();
}

for (const button of buttons) {
  const action = v.parse(actionSchema, button.dataset['action']);
  button.addEventListener('click', () => {
    ask(action);
  });
}
document.querySelector('[data-restart]')?.addEventListener('click', () => {
  since = Date.now();
  tick();
});
startKeys();
for (const action of actionSchema.options) {
  const { keys, does } = actionKeys[action];
  registerKey({
    keys,
    does,
    where: WHERE,
    act: () => {
      ask(action);
    },
  });
}
setInterval(keepUp, ASK_MS);
keepUp();
