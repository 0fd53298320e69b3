/** A list of whole numbers, `[1,2,…]`: a snapshot has millions of them. Handed on in batches. */
import { BYTE, isSpace, type Part } from './part.ts';

/** More digits might be more than a number can hold exactly. */
const MOST_DIGITS = 15;

/**
 * @param batchLength numbers in a batch; only the last may have fewer
 * @param take gets the batch, which is used again after it; false if it cannot be right
 */
export function readNumbers(
  batchLength: number,
  take: (batch: Float64Array, length: number) => boolean,
): Part {
  const batch = new Float64Array(batchLength);
  let opened = false;
  let done = false;
  let first = true;
  let filled = 0;
  let value = 0;
  let digits = 0;
  // How many digits there were before a space; what follows must not be a digit.
  let endedAt = 0;

  const close = (): boolean => filled === 0 || take(batch, filled);

  return {
    get done() {
      return done;
    },
    push: (chunk, start) => {
      let at = start;
      if (!opened) {
        if (chunk[at] !== BYTE.openList) return -1;
        opened = true;
        at += 1;
      }
      // The loop runs once for each byte of the file: it works on variables of its own.
      let [sum, length, count] = [value, digits, filled];
      for (const end = chunk.length; at < end; at += 1) {
        const byte = chunk[at] as number;
        if (byte >= BYTE.zero && byte <= BYTE.nine) {
          sum = sum * 10 + (byte - BYTE.zero);
          length += 1;
        } else if (byte === BYTE.comma || byte === BYTE.closeList) {
          const nothing = length === 0;
          if (nothing && !(first && byte === BYTE.closeList)) return -1;
          if (length > MOST_DIGITS || (endedAt !== 0 && endedAt !== length)) return -1;
          if (!nothing) {
            batch[count] = sum;
            count += 1;
          }
          first = false;
          endedAt = 0;
          sum = 0;
          length = 0;
          if (byte === BYTE.closeList) {
            filled = count;
            done = true;
            return close() ? at + 1 : -1;
          }
          if (count === batchLength) {
            if (!take(batch, count)) return -1;
            count = 0;
          }
        } else if (isSpace(byte)) {
          if (length > 0 && endedAt === 0) endedAt = length;
        } else return -1;
      }
      [value, digits, filled] = [sum, length, count];
      return at;
    },
  };
}
