/**
 * A list of texts, `["…","…"]`. They stay the bytes that they are in the file, since a snapshot has
 * hundreds of thousands and few are ever looked at; one is decoded when somebody asks for it.
 */
import { BYTE, isSpace, type Part } from './part.ts';

export interface Texts {
  readonly count: number;
  /** The text of this index; empty if there is none. */
  at: (index: number) => string;
}

/** Where in the list reading is. */
const PLACE = { open: 0, first: 1, text: 2, escaped: 3, behind: 4, next: 5, done: 6 } as const;
type Place = (typeof PLACE)[keyof typeof PLACE];

/** @param expected bytes that the list may have; it grows past them if it must */
export function readTexts(expected: number): Part & { texts: () => Texts } {
  let bytes = new Uint8Array(expected);
  let used = 0;
  let starts = new Uint32Array(1024);
  let ends = new Uint32Array(1024);
  let count = 0;
  let place: Place = PLACE.open;

  function keep(part: Uint8Array): void {
    if (used + part.length > bytes.length) {
      const larger = new Uint8Array(Math.ceil((used + part.length) * 1.5));
      larger.set(bytes.subarray(0, used));
      bytes = larger;
    }
    bytes.set(part, used);
    used += part.length;
  }
  function begin(at: number): void {
    if (count === starts.length) {
      starts = doubled(starts);
      ends = doubled(ends);
    }
    starts[count] = at;
  }

  return {
    get done() {
      return place === PLACE.done;
    },
    push: (chunk, start) => {
      // Everything is kept, quotes and commas too: one copy for each chunk.
      const offset = used - start;
      let at = start;
      for (const length = chunk.length; at < length && place !== PLACE.done; at += 1) {
        const byte = chunk[at] as number;
        if (place === PLACE.text) {
          if (byte === BYTE.quote) {
            ends[count] = at + offset;
            count += 1;
            place = PLACE.behind;
          } else if (byte === BYTE.backslash) place = PLACE.escaped;
        } else if (place === PLACE.escaped) place = PLACE.text;
        else if (isSpace(byte)) continue;
        else if (byte === BYTE.quote && (place === PLACE.first || place === PLACE.next)) {
          begin(at + offset + 1);
          place = PLACE.text;
        } else if (byte === BYTE.comma && place === PLACE.behind) place = PLACE.next;
        else if (byte === BYTE.closeList && (place === PLACE.first || place === PLACE.behind))
          place = PLACE.done;
        else if (byte === BYTE.openList && place === PLACE.open) place = PLACE.first;
        else return -1;
      }
      keep(chunk.subarray(start, at));
      return at;
    },
    texts: () => {
      const decoder = new TextDecoder();
      return {
        count,
        at: (index) =>
          index < count ? textOf(decoder.decode(bytes.subarray(starts[index], ends[index]))) : '',
      };
    },
  };
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** What a JSON string says; as it stands where an escape is none. */
function textOf(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
