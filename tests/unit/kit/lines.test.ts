import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines, type LineOptions } from '../../../labs/kit/supervise/lines.ts';

async function linesOf(
  chunks: (string | Uint8Array)[],
  options: Partial<LineOptions> = {},
): Promise<string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => {
    readLines(stream, { longest: 100, idleMs: 0, ...options }, (line) => lines.push(line), resolve);
  });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await ended;
  return lines;
}

test('lines come whole, however they were cut', async () => {
  expect(await linesOf(['on', 'e\ntw', 'o\r\n', '\n', 'three'])).toEqual(['one', 'two', '', 'three']);
});

test('a character cut in two arrives whole', async () => {
  const bytes = Buffer.from('Grüße 🙂\n');
  expect(await linesOf([bytes.subarray(0, 3), bytes.subarray(3, 10), bytes.subarray(10)])).toEqual([
    'Grüße 🙂',
  ]);
});

test('a line without an end comes in pieces', async () => {
  const lines = await linesOf(['x'.repeat(250), 'x'.repeat(20)]);
  expect(lines.map((line) => line.length)).toEqual([100, 100, 70]);
});

test('a long line with an end comes in pieces too', async () => {
  const lines = await linesOf([`${'x'.repeat(250)}\nnext\n`]);
  expect(lines.map((line) => line.length)).toEqual([100, 100, 50, 4]);
});

test('bytes that are no text become the sign for that', async () => {
  expect(await linesOf([Uint8Array.of(0xff, 0xfe, 0x0a)])).toEqual(['\ufffd\ufffd']);
});

test('a prompt without a line break is handed out while the program waits', async () => {
  const stream = new PassThrough();
  const line = new Promise((resolve) => {
    readLines(stream, { longest: 100, idleMs: 5 }, resolve);
  });
  stream.write('name? ');
  expect(await line).toBe('name? ');
});
