/** The bar below what is presented: where it stands, and a button for each thing that has no other. */

export interface Bar {
  /** Says where the presentation stands, to a screen reader, too. */
  tell: (place: { at: number; of: number; name: string }) => void;
  /** Says what went wrong and what to do; nothing, if it is over. */
  warn: (sentence: string) => void;
  remove: () => void;
}

interface Actions {
  previous: () => void;
  next: () => void;
  notes: () => void;
  keys: () => void;
  leave: () => void;
}

export function createBar(actions: Actions): Bar {
  const bar = document.createElement('nav');
  bar.className = 'present-bar';
  bar.ariaLabel = 'Presentation';
  const place = document.createElement('p');
  place.setAttribute('role', 'status');
  const problem = document.createElement('p');
  problem.setAttribute('role', 'alert');
  const line = document.createElement('i');
  line.ariaHidden = 'true';
  const previous = button('‹ Back', actions.previous);
  const next = button('Next ›', actions.next);
  const turns = document.createElement('div');
  turns.append(previous, next);
  const others = document.createElement('div');
  others.append(button('Notes', actions.notes), button('Keys', actions.keys), button('Leave', actions.leave));
  bar.append(line, problem, turns, place, others);
  document.body.append(bar);

  return {
    tell({ at, of, name }) {
      line.style.inlineSize = `${String((at / of) * 100)}%`;
      // Not `disabled`, which would take the focus from whoever pressed it by keyboard.
      previous.ariaDisabled = String(at === 1);
      next.ariaDisabled = String(at === of);
      // A screen reader is told of what changes in a page, not of what came with it.
      setTimeout(() => {
        place.textContent = `${name} · ${String(at)} of ${String(of)}`;
      });
    },
    warn(sentence) {
      problem.textContent = sentence;
    },
    remove() {
      bar.remove();
    },
  };
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
