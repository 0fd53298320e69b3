/** What can be wrong with a heap snapshot: said as a value, never thrown. */

export type HeapProblemCode =
  'empty' | 'not-json' | 'compressed' | 'foreign' | 'truncated' | 'damaged' | 'too-large' | 'unreadable';

export interface HeapProblem {
  code: HeapProblemCode;
  /** What is wrong, in a sentence. */
  message: string;
  /** What to do next, in a sentence. */
  next: string;
}

const takeAgain =
  'Take the snapshot again, and wait until the program says that it is written before you open it.';
const takeOne =
  'Give a .heapsnapshot: v8.writeHeapSnapshot() writes one, and so does “Save” in the Memory panel of DevTools.';

/** `12.4 MB` */
const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export function empty(): HeapProblem {
  return { code: 'empty', message: 'The file is empty.', next: takeAgain };
}
export function notJson(): HeapProblem {
  return { code: 'not-json', message: 'The file is no JSON, so it is no heap snapshot.', next: takeOne };
}
export function compressed(): HeapProblem {
  return {
    code: 'compressed',
    message: 'The file is compressed.',
    next: 'Unpack it (gunzip), and give what comes out.',
  };
}

/** @param what what it is instead, as far as can be told: `a CPU profile` */
export function foreign(what: string): HeapProblem {
  return { code: 'foreign', message: `The file is ${what}, not a heap snapshot.`, next: takeOne };
}

/**
 * @param bytes how many there were
 * @param within the part of the snapshot in which it ends: `edges`
 */
export function truncated(bytes: number, within: string): HeapProblem {
  return {
    code: 'truncated',
    message: `The file ends after ${inMegabytes(bytes)}, in the middle of its ${within}: not all of it was written or copied.`,
    next: takeAgain,
  };
}

/** @param what of it is wrong: `an edge leads to no object` */
export function damaged(what: string): HeapProblem {
  return { code: 'damaged', message: `The snapshot is damaged: ${what}.`, next: takeAgain };
}

/** Both in bytes. */
export function tooLarge(bytes: number, most: number): HeapProblem {
  return {
    code: 'too-large',
    message: `The snapshot has ${inMegabytes(bytes)}, and at most ${inMegabytes(most)} are read here.`,
    next: 'Open it in Chrome DevTools or with memlab, or take one earlier, while the heap is still small.',
  };
}

/** @param reason as the system says it */
export function unreadable(reason: string): HeapProblem {
  return {
    code: 'unreadable',
    message: `The file could not be read: ${reason.replace(/\.$/, '')}.`,
    next: 'See whether it is still there and may be read, and try again.',
  };
}
