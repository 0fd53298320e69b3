/** A value of JSON of any kind: passed over, or kept as text. */
import { BYTE, type Part } from './part.ts';

/** @param most bytes to keep; a longer value is not read to its end */
export function readValue(most: number): Part & { text: () => string } {
  const kept: number[] = [];
  const part = walk((byte) => {
    kept.push(byte);
    return kept.length <= most;
  });
  return {
    push: part.push,
    get done() {
      return part.done;
    },
    text: () => new TextDecoder().decode(Uint8Array.from(kept)),
  };
}

export function skipValue(): Part {
  return walk(() => true);
}

function walk(see: (byte: number) => boolean): Part {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let begun = false;
  let done = false;

  /** Whether the value ends with this byte, or `before` it: a number has no last byte of its own. */
  function step(byte: number): 'on' | 'last' | 'before' {
    if (inText) {
      if (escaped) escaped = false;
      else if (byte === BYTE.backslash) escaped = true;
      else if (byte === BYTE.quote) {
        inText = false;
        if (depth === 0) return 'last';
      }
      return 'on';
    }
    if (byte === BYTE.quote) inText = true;
    else if (byte === BYTE.openList || byte === BYTE.openObject) depth += 1;
    else if (byte === BYTE.closeList || byte === BYTE.closeObject) {
      if (depth === 0) return 'before';
      depth -= 1;
      if (depth === 0) return 'last';
    } else if (byte === BYTE.comma && depth === 0) return 'before';
    return 'on';
  }

  return {
    get done() {
      return done;
    },
    push: (chunk, start) => {
      for (let at = start; at < chunk.length; at += 1) {
        const byte = chunk[at] as number;
        const how = step(byte);
        if (how === 'before') {
          done = begun;
          return begun ? at : -1;
        }
        begun = true;
        if (!see(byte)) return -1;
        if (how === 'last') {
          done = true;
          return at + 1;
        }
      }
      return chunk.length;
    },
  };
}
