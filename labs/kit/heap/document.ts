/** The file as a whole, `{"key":value,…}`: finds the keys, and has the value of each read by its own part. */
import { BYTE, isSpace, type Part } from './part.ts';

/** No key of a snapshot is longer. */
const LONGEST_KEY = 64;

export type DocumentState =
  'start' | 'before-key' | 'key' | 'colon' | 'before-value' | 'value' | 'after' | 'end';

export interface Document {
  /** Reads a chunk; false at a byte that cannot be there, or where `partOf` has no part. */
  push: (chunk: Uint8Array) => boolean;
  readonly state: DocumentState;
  /** The key that is being read, or whose value is. */
  readonly key: string;
}

/**
 * @param partOf what reads the value of a key, asked when the value begins; undefined stops the reading
 * @param ended called when the value of a key was read; false stops the reading
 */
export function readDocument(
  partOf: (key: string) => Part | undefined,
  ended: (key: string) => boolean,
): Document {
  let state: DocumentState = 'start';
  let key = '';
  let part: Part | undefined;
  let keys = 0;

  /** One byte between the values; false if it cannot be there. */
  function step(byte: number): boolean {
    if (state === 'key') {
      if (byte === BYTE.quote) state = 'colon';
      else key += String.fromCharCode(byte);
      return key.length <= LONGEST_KEY;
    }
    if (isSpace(byte)) return true;
    if (state === 'start' && byte === BYTE.openObject) state = 'before-key';
    else if (state === 'before-key' && byte === BYTE.quote) {
      state = 'key';
      key = '';
      keys += 1;
    } else if (state === 'before-key' && byte === BYTE.closeObject && keys === 0) state = 'end';
    else if (state === 'colon' && byte === BYTE.colon) state = 'before-value';
    else if (state === 'after' && byte === BYTE.comma) state = 'before-key';
    else if (state === 'after' && byte === BYTE.closeObject) state = 'end';
    else return false;
    return true;
  }

  return {
    get state() {
      return state;
    },
    get key() {
      return key;
    },
    push: (chunk) => {
      let at = 0;
      while (at < chunk.length) {
        const byte = chunk[at] as number;
        if (state === 'before-value' && !isSpace(byte)) {
          part = partOf(key);
          if (!part) return false;
          state = 'value';
        }
        if (state === 'value' && part) {
          at = part.push(chunk, at);
          if (at < 0) return false;
          if (part.done) {
            state = 'after';
            if (!ended(key)) return false;
          }
        } else {
          if (state !== 'before-value' && !step(byte)) return false;
          at += 1;
        }
      }
      return true;
    },
  };
}
