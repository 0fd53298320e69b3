/** The size of all type of a presentation, beside what the window gives it. */

/** How much of the usual size one press adds or takes, and within which bounds. */
const STEP = 0.1;
const [LEAST, MOST] = [0.6, 1.6];
/** Of presenting.css. */
const PROPERTY = '--present-scale';

export interface TypeSize {
  /** @param steps 1: larger, -1: smaller */
  change: (steps: number) => void;
  restore: () => void;
}

export function createTypeSize(root: HTMLElement): TypeSize {
  let scale = 1;
  return {
    change(steps) {
      scale = Math.min(MOST, Math.max(LEAST, scale + steps * STEP));
      root.style.setProperty(PROPERTY, scale.toFixed(1));
    },
    restore() {
      root.style.removeProperty(PROPERTY);
    },
  };
}
