/** What the demo does with memory: five ways, alone or together. */

const kept: unknown[] = []; // a root: what is in here stays

class LeakyClass {
  note = new Array<number>(30).fill(1.5);
}
class LocalClass {
  note = new Array<number>(30).fill(1.5);
}

// #region modes
/** Each does this 20 times a second. */
export const modes = {
  'leak-objects': () => {
    for (let i = 0; i < 2000; i += 1) kept.push({ id: i, name: `order ${i}`, price: i * 1.5 });
  },
  'leak-buffers': () => {
    for (let i = 0; i < 4; i += 1) kept.push(Buffer.alloc(64 * 1024, 1));
  },
  'allocate-locals': () => {
    for (let i = 0; i < 40; i += 1) useLocals();
  },
  'leak-classes': () => {
    for (let i = 0; i < 600; i += 1) kept.push(new LeakyClass());
  },
  'allocate-classes': () => {
    for (let i = 0; i < 40; i += 1) useLocalInstances();
  },
} as const;

/** When it returns, nobody refers to what it has made. */
function useLocals(): void {
  const locals = [];
  for (let i = 0; i < 1000; i += 1) locals.push({ id: i, price: i * 1.5 });
}
function useLocalInstances(): void {
  const locals = [];
  for (let i = 0; i < 200; i += 1) locals.push(new LocalClass());
}
// #endregion

export type Mode = keyof typeof modes;
export const modeNames = Object.keys(modes) as Mode[];

/** What is left behind: JavaScript objects, buffers outside of the heap, both or nothing. */
export type Kind = 'nothing' | 'objects' | 'buffers' | 'both';

/** What these modes leave behind, together. */
export function kindOf(names: readonly Mode[]): Kind {
  const objects = names.includes('leak-objects') || names.includes('leak-classes');
  if (names.includes('leak-buffers')) return objects ? 'both' : 'buffers';
  return objects ? 'objects' : 'nothing';
}
