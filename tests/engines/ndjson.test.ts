/** Bytes to records, wherever the network cuts them. */
import { describe, expect, it } from 'vitest';
import { createRecordDecoder, readRecords } from '../../src/engines/ndjson.ts';

const line = (text: string): string =>
  `${JSON.stringify({ kind: 'text', t: 1, process: 'a', stream: 'stdout', text })}\n`;
const bytes = new TextEncoder().encode(line('caf\u00e9 \u{1f600} \u2028 end') + line('second'));

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(chunks: Uint8Array[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const parsed of readRecords(streamOf(chunks))) {
    seen.push(parsed.ok && parsed.record.kind === 'text' ? parsed.record.text : parsed);
  }
  return seen;
}

describe('records', () => {
  it('are the same wherever the chunks end, also within a character', async () => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await read([bytes.slice(0, cut), bytes.slice(cut)])).toEqual([
        'caf\u00e9 \u{1f600} \u2028 end',
        'second',
      ]);
    }
    expect(await read(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toHaveLength(2);
  });

  it('need no line break at the end, and one that is cut off is an error, not a silence', async () => {
    expect(await read([bytes.slice(0, -1)])).toHaveLength(2);
    expect(await read([bytes.slice(0, -5)])).toEqual([
      'caf\u00e9 \u{1f600} \u2028 end',
      expect.objectContaining({ ok: false, code: 'not-json' }),
    ]);
  });

  it('come as soon as their line is whole', () => {
    const decoder = createRecordDecoder();
    expect(decoder.push(bytes.slice(0, 10))).toEqual([]);
    expect(decoder.push(bytes.slice(10))).toHaveLength(2);
    expect(decoder.end()).toEqual([]);
  });

  it('are not looked for in a line without an end: it is given up, and the next one is read', () => {
    const decoder = createRecordDecoder();
    const long = new Uint8Array(6_000_000).fill(120);
    const seen = [long, long, long, long].flatMap((chunk) => decoder.push(chunk));
    expect(seen).toEqual([expect.objectContaining({ ok: false })]);
    expect(decoder.push(new TextEncoder().encode(`\n${line('after')}`))).toMatchObject([{ ok: true }]);
  });

  it('are read in time, also from a line of 15 MB that comes in small chunks', () => {
    const decoder = createRecordDecoder();
    const began = performance.now();
    decoder.push(new TextEncoder().encode(line('x').slice(0, -3)));
    for (let i = 0; i < 15_000; i += 1) decoder.push(new Uint8Array(1000).fill(120));
    expect(decoder.push(new TextEncoder().encode('"}\n'))).toMatchObject([{ ok: true }]);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
