/** The keys of a presentation, in both of its windows. A remote control sends PageDown and PageUp. */
import * as v from 'valibot';

export const actionSchema = v.picklist([
  'next',
  'previous',
  'on',
  'back',
  'first',
  'last',
  'lab',
  'run',
  'reset',
  'larger',
  'smaller',
]);

/** What either window may ask for. */
export type Action = v.InferOutput<typeof actionSchema>;

export interface PresentingKey {
  keys: readonly string[];
  does: string;
}

export const actionKeys: Readonly<Record<Action, PresentingKey>> = {
  next: { keys: ['ArrowRight'], does: 'The next step' },
  previous: { keys: ['ArrowLeft'], does: 'The step before' },
  on: { keys: ['PageDown', 'ArrowDown', ' '], does: 'Reads on: the rest of the step, then the next one' },
  back: { keys: ['PageUp', 'ArrowUp'], does: 'Reads back' },
  first: { keys: ['Home'], does: 'The first step' },
  last: { keys: ['End'], does: 'The last step' },
  lab: { keys: ['w'], does: 'Shows the workbench; again, goes back to the step' },
  run: { keys: ['r'], does: 'Runs the lab; again, stops it' },
  reset: { keys: ['x'], does: 'Resets the lab' },
  larger: { keys: ['+'], does: 'Larger type' },
  smaller: { keys: ['-'], does: 'Smaller type' },
};

/** Those of the first window alone. */
export const ownKeys = {
  notes: { keys: ['n'], does: 'Opens the window with notes' },
  leave: { keys: ['Escape'], does: 'Leaves the presentation, back to where you were' },
} as const satisfies Record<string, PresentingKey>;

export const WHERE = 'While presenting';
