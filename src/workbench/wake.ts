/** What the learner asked of the workbench while it was still a document. */
import type { ControlValue } from '../../labs/kit/records.ts';
import { columnOf } from '../run/heaps.ts';
import type { ColumnId } from '../run/heaps.ts';
import { handOver, profilesOf } from './panel/profile-file.ts';
import type { ProfileUse } from './panel/profile-file.ts';
import { saveTable } from './panel/table-file.ts';
import { drawControl } from './state/draw.ts';
import type { CodePlace, Session, TabId } from './state/session.ts';
import type { StepTo } from './state/stepper.ts';

export type Wish =
  | { kind: 'run' }
  | { kind: 'reset' }
  | { kind: 'engine' }
  | { kind: 'draw' }
  | { kind: 'tab'; tab: TabId; place?: Partial<CodePlace> }
  | { kind: 'control'; name: string; value: ControlValue }
  | { kind: 'scene'; panel: string; scene: string }
  | { kind: 'step'; panel: string; to: StepTo }
  | { kind: 'play'; panel: string }
  | { kind: 'profile'; panel: string; use: ProfileUse; index: number }
  | { kind: 'table'; panel: string }
  | { kind: 'open-run'; file: File }
  | { kind: 'settings'; fragment: string }
  | { kind: 'heaps'; panel: string; to: 'all' | 'own' | { sort: ColumnId } | { choose: number } };

const tabs: readonly string[] = ['checks', 'code', 'output', 'requests'] satisfies TabId[];
export const isTab = (text: string | undefined): text is TabId => text !== undefined && tabs.includes(text);

/** The wish of an element marked `data-wake="run"`, `"tab code"`, `"control workMs"`, `"step loop next"`; undefined for another. */
export function wishOf(
  mark: string,
  field: { type: string; value: string; checked: boolean; files?: FileList | null } | undefined,
): Wish | undefined {
  const [kind, name, to, index] = mark.split(' ');
  if (kind === 'run' || kind === 'reset' || kind === 'engine' || kind === 'draw') return { kind };
  if (kind === 'open-run') {
    const file = field?.files?.[0];
    return file && { kind, file };
  }
  if (kind === 'tab' && isTab(name)) return { kind, tab: name };
  if (kind === 'control' && name !== undefined && field) return { kind, name, value: fieldValue(field) };
  if (kind === 'scene' && name !== undefined && field) return { kind, panel: name, scene: field.value };
  if (kind === 'step' && name !== undefined && field) return { kind, panel: name, to: Number(field.value) };
  if (kind === 'step' && name !== undefined && (to === 'next' || to === 'previous'))
    return { kind, panel: name, to };
  if (kind === 'play' && name !== undefined) return { kind, panel: name };
  if (kind === 'profile' && name !== undefined && (to === 'open' || to === 'keep'))
    return { kind, panel: name, use: to, index: Number(index) };
  if (kind === 'table' && name !== undefined) return { kind, panel: name };
  if (kind === 'heaps' && name !== undefined) {
    const look = lookOf(to, index);
    return look === undefined ? undefined : { kind, panel: name, to: look };
  }
  return undefined;
}

/** `all`, `own`, `sort count`, `class 3`. */
function lookOf(what: string | undefined, of: string | undefined): HeapsWish['to'] | undefined {
  if (what === 'all' || what === 'own') return what;
  if (what === 'class' && of !== undefined) return { choose: Number(of) };
  const sort = what === 'sort' ? columnOf(of) : undefined;
  return sort && { sort };
}

function fieldValue({
  type,
  value,
  checked,
}: {
  type: string;
  value: string;
  checked: boolean;
}): ControlValue {
  if (type === 'checkbox') return checked;
  return type === 'range' || type === 'number' ? Number(value) : value;
}

type HeapsWish = Extract<Wish, { kind: 'heaps' }>;

/** Does what was asked, now that there is a session. */
export function grant(wish: Wish, session: Session): void {
  switch (wish.kind) {
    case 'run':
      void session.start();
      break;
    case 'reset':
      session.reset();
      break;
    case 'tab':
      session.open(wish.tab, wish.place);
      break;
    case 'control':
      if (wish.name === drawControl(session.lab)?.name) session.redraw(Number(wish.value));
      else session.controls.set(wish.name, wish.value);
      break;
    case 'draw':
      session.redraw();
      break;
    case 'scene':
      session.stepper(wish.panel).choose(wish.scene);
      break;
    case 'step':
      session.stepper(wish.panel).go(wish.to);
      break;
    case 'play':
      session.stepper(wish.panel).playing.value = true;
      break;
    case 'profile':
      handOverRecorded(wish, session);
      break;
    case 'table':
      saveRecorded(wish, session);
      break;
    case 'heaps':
      lookAt(wish, session);
      break;
    case 'open-run':
      void session.share.open(wish.file);
      break;
    case 'settings':
      session.share.apply(wish.fragment);
      break;
    // The panel is open from the first drawing; see the Workbench's `openEngine`.
    case 'engine':
      break;
  }
}

/** A comparison of the recording, which is what the static page shows. */
function lookAt({ panel: id, to }: HeapsWish, session: Session): void {
  const look = session.heaps(id);
  if (to === 'all') look.all.value = true;
  else if (to === 'own') look.own.value = true;
  else if ('sort' in to) look.sortBy(to.sort);
  else look.chosen.value = to.choose;
}

/** A profile of the recording, which is what the static page shows. */
function handOverRecorded(wish: Extract<Wish, { kind: 'profile' }>, session: Session): void {
  const panel = session.lab.panels?.find(({ id }) => id === wish.panel);
  if (panel?.kind !== 'profile' || !session.recording) return;
  const profile = profilesOf(session.recording.view, panel.process)[wish.index];
  if (profile) handOver(profile, wish.use);
}

/** A table of the recording, which is what the static page shows. */
function saveRecorded(wish: Extract<Wish, { kind: 'table' }>, { lab, recording }: Session): void {
  const panel = lab.panels?.find(({ id }) => id === wish.panel);
  if (panel?.kind === 'table' && recording) saveTable(lab.id, panel, recording.view, true);
}
