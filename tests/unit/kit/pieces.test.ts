/** Long lines of several writers on one channel. */
import { expect, test } from 'vitest';
import { createJoiner, cutLine, PIECE_BYTES } from '../../../labs/kit/pieces.ts';

const long = (character: string): string => character.repeat(3 * PIECE_BYTES);
const cut = (line: string, writer: string): string[] =>
  cutLine(Buffer.from(line), writer).map((piece) => {
    expect(piece.length).toBeLessThanOrEqual(PIECE_BYTES);
    expect(piece.indexOf('\n')).toBe(piece.length - 1);
    return piece.toString().slice(0, -1);
  });
const joiner = (longest = Infinity) => {
  const tooLong: string[] = [];
  return { tooLong, ...createJoiner(longest, (beginning) => tooLong.push(beginning)) };
};

test.each(['a', 'é', '→', '😀', ' +', '.x '])('a line of "%s" is whole again', (character) => {
  const { join, rest } = joiner();
  const joined = cut(long(character), '7.0').map((piece) => join(piece));
  expect(joined.length).toBeGreaterThan(3);
  expect(joined.pop()).toBe(long(character));
  expect(joined.every((line) => line === undefined)).toBe(true);
  expect(rest()).toEqual([]);
});

test('lines of two writers are told apart, and short ones come between', () => {
  const { join } = joiner();
  const [first, second] = [cut(long('a'), '7.0'), cut(long('b'), '7.1')];
  const mixed = first.flatMap((piece, index) => [piece, '{"kind":"sample"}', second[index]!]);
  const lines = mixed.map((piece) => join(piece)).filter((line) => line !== undefined);
  expect(lines.filter((line) => line === '{"kind":"sample"}')).toHaveLength(first.length);
  expect(lines.slice(-3)).toEqual([long('a'), '{"kind":"sample"}', long('b')]);
});

test('a line that is too long is given up once, and the next of its writer is read', () => {
  const { join, tooLong, rest } = joiner(2 * PIECE_BYTES);
  expect(cut(long('a'), '7.0').map((piece) => join(piece))).not.toContain(long('a'));
  expect(tooLong).toHaveLength(1);
  expect(tooLong[0]?.startsWith('aaa')).toBe(true);
  expect(rest()).toEqual([]);
  expect(cut('b', '7.0').map((piece) => join(piece))).toEqual(['b']);
});

test('what has no last piece is known, and so many writers are not remembered', () => {
  const { join, rest } = joiner();
  join('+7.0 begun');
  expect(rest()).toEqual(['begun']);
  for (let writer = 0; writer < 1000; writer += 1) join(`+w${String(writer)} begun`);
  expect(rest()).toHaveLength(100);
});
