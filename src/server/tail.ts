/** Passes on whole lines of records only, and knows how the stream ended. */
import { parseRecord, type RunRecord } from '../../labs/kit/records.ts';

/** A supervisor that writes a longer line than this is broken; the line is left out. */
const LONGEST_LINE = 16_000_000;
const LINE_BREAK = 10;

export interface RecordTail {
  /** Takes what arrived; gives the whole lines of it. */
  push: (chunk: Buffer) => Buffer;
  /** The last whole record so far. */
  last: () => RunRecord | undefined;
}

export function createRecordTail(): RecordTail {
  let rest = Buffer.alloc(0);
  let lastLine = '';

  return {
    push: (chunk) => {
      const end = chunk.lastIndexOf(LINE_BREAK);
      if (end === -1) {
        rest = rest.length + chunk.length > LONGEST_LINE ? Buffer.alloc(0) : Buffer.concat([rest, chunk]);
        return Buffer.alloc(0);
      }
      const lines = Buffer.concat([rest, chunk.subarray(0, end + 1)]);
      rest = Buffer.from(chunk.subarray(end + 1));
      lastLine = lines.toString('utf8', lines.lastIndexOf(LINE_BREAK, -2) + 1);
      return lines;
    },
    last: () => {
      const parsed = parseRecord(lastLine);
      return parsed.ok ? parsed.record : undefined;
    },
  };
}
