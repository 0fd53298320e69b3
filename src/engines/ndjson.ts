/** Reads a stream of records: bytes in, one parsed line after the other out. */
import { parseRecord, type ParsedRecord } from '../../labs/kit/records.ts';

/** A line longer than this many characters is no record of ours; it is given up, not kept. */
const LONGEST_LINE = 16_000_000;
/** Bytes that are read at a stretch: a flood of records must leave the page time for other things. */
const PORTION = 16_384;

/**
 * Cuts bytes into lines wherever the chunks begin and end, and reads each as a record. A line that
 * is no record comes out as an error; so does one that the end of the stream cut short.
 */
export function createRecordDecoder(): {
  push: (bytes: Uint8Array) => ParsedRecord[];
  /** For an engine whose bytes come decoded. */
  pushText: (text: string) => ParsedRecord[];
  end: () => ParsedRecord[];
} {
  const decoder = new TextDecoder();
  let rest = '';
  let skipping = false;

  const take = (text: string): ParsedRecord[] => {
    const [end = '', ...lines] = text.split('\n');
    // Only added to: a line of many chunks is not copied again with each of them.
    rest += end;
    const last = lines.pop();
    const whole = last === undefined ? [] : [rest, ...lines];
    rest = last ?? rest;
    const read = whole.flatMap((line) => {
      if (!skipping) return line.trim() === '' ? [] : [parseRecord(line)];
      skipping = false;
      return [];
    });
    if (rest.length > LONGEST_LINE) {
      if (!skipping)
        read.push({ ok: false, code: 'not-a-record', message: 'Not a record: the line has no end' });
      skipping = true;
      rest = '';
    }
    return read;
  };
  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    pushText: take,
    end: () => take(`${decoder.decode()}\n`),
  };
}

/**
 * Reads a whole stream. Rejects as the stream does, when its source fails.
 *
 * @param rest called with the length of each chunk that was read, in bytes; the next is read when it settles
 */
export async function* readRecords(
  bytes: ReadableStream<Uint8Array>,
  rest?: (length: number) => Promise<void> | undefined,
): AsyncGenerator<ParsedRecord> {
  const decoder = createRecordDecoder();
  const reader = bytes.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      for (let at = 0; at < value.length; at += PORTION)
        yield* decoder.push(value.subarray(at, at + PORTION));
      await rest?.(value.length);
    }
    yield* decoder.end();
  } finally {
    reader.releaseLock();
  }
}
