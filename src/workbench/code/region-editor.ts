/** An editable region in the prose: a part of a file's text, the same as in the Code tab, both ways. */
import { effect } from '@preact/signals';
import { sessionOf } from '../sessions.ts';
import { readRegion, replaceRegion } from './regions.ts';
import { follow } from '../state/follow.ts';

/** Puts an editor where the region's static code stands. The element says which lab, file and region. */
export async function editRegion(region: HTMLElement): Promise<void> {
  const { lab = '', file = '', region: name = '' } = region.dataset;
  const bench = document.querySelector<HTMLElement>(`[data-workbench][data-lab="${CSS.escape(lab)}"]`);
  const place = region.querySelector<HTMLElement>('[data-code]');
  const note = region.querySelector<HTMLElement>('[data-note]');
  const button = region.querySelector<HTMLButtonElement>('[data-edit]');
  if (!place || !note || !button) return;
  button.disabled = true;
  try {
    const [{ createEditor }, session] = await Promise.all([
      import('./editor.ts'),
      sessionOf(lab, bench?.dataset['lesson']),
    ]);
    const { edits } = session;
    const found = readRegion(edits.text(file), name);
    place.replaceChildren();
    button.hidden = true;
    const editor = createEditor(place, {
      file,
      label: `${file}, region ${name}; press Tab to leave`,
      text: found.ok ? found.text : '',
      editable: true,
      onChange(text) {
        const whole = replaceRegion(edits.text(file), name, text);
        if (whole !== undefined) edits.setText(file, whole);
      },
    });
    effect(() => {
      follow(edits.changed);
      const now = readRegion(edits.text(file), name);
      place.hidden = !now.ok;
      note.hidden = now.ok;
      if (now.ok) editor.setText(now.text);
      region.toggleAttribute('data-edited', edits.changed.value.has(file));
    });
    editor.focus();
  } catch {
    button.disabled = false;
    button.textContent = 'Could not be loaded. Try again';
  }
}
