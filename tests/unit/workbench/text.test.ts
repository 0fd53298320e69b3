import { describe, expect, test } from 'vitest';
import { ansiPieces, plainText, visiblePieces } from '../../../src/run/printed.ts';
import { isAtEnd, rowWindow } from '../../../src/workbench/text/window.ts';

describe('what a program printed', () => {
  test('colours become classes and end where they are reset', () => {
    expect(ansiPieces('a \u001b[31mred\u001b[0m \u001b[1;94mbold blue\u001b[22m blue')).toEqual([
      { text: 'a ', classes: '' },
      { text: 'red', classes: 'ansi-red' },
      { text: ' ', classes: '' },
      { text: 'bold blue', classes: 'ansi-blue ansi-bold' },
      { text: ' blue', classes: 'ansi-blue' },
    ]);
  });

  test('256 colours and true colours are read past, whatever follows them stays', () => {
    expect(ansiPieces('\u001b[38;5;31mx\u001b[48;2;1;31;3;32my')).toEqual([
      { text: 'x', classes: '' },
      { text: 'y', classes: 'ansi-green' },
    ]);
  });

  test.each([
    ['cursor moves and clearing', '\u001b[2J\u001b[H\u001b[?25la'],
    ['a title', '\u001b]0;owned\u0007a'],
    ['a link', '\u001b]8;;javascript:alert(1)\u001b\\a\u001b]8;;\u001b\\'],
    ['a device control string', '\u001bPq#0;2;0\u001b\\a'],
    ['an eight-bit sequence', '\u009b31ma'],
    ['a sequence cut off by the end of the line', 'a\u001b[31'],
    ['an unfinished title', 'a\u001b]0;never ends'],
  ])('%s does not reach the page', (_name, line) => {
    expect(plainText(line)).toBe('a');
  });

  test('what turns the reading order round, or cannot be seen, is shown by its name', () => {
    expect(ansiPieces('user\u202egnp.exe\u200b')).toEqual([
      { text: 'user', classes: '' },
      { text: 'U+202E', classes: 'unseen' },
      { text: 'gnp.exe', classes: '' },
      { text: 'U+200B', classes: 'unseen' },
    ]);
    expect(plainText('a\u2028b\rc\u0000')).toBe('aU+2028bU+000DcU+0000');
    expect(plainText('a\u00ad\u3164\u{e0041}\ud83d \u200b\u200b\u200bz')).toBe(
      'aU+00ADU+3164U+E0041U+D83D U+200B ×3z',
    );
    expect(plainText('caf\u00e9 \u{1f600}\t\u05d0')).toBe('caf\u00e9 \u{1f600}\t\u05d0');
  });

  test('what is no output of a terminal keeps its escapes, by name, and its line breaks', () => {
    expect(visiblePieces('a\n\u001b[31mb')).toEqual([
      { text: 'a\n', classes: '' },
      { text: 'U+001B', classes: 'unseen' },
      { text: '[31mb', classes: '' },
    ]);
  });

  test.each([
    ['unseen characters', 'a\u200b'.repeat(2000), 'aU+200B'.repeat(2000)],
    ['colours', '\u001b[31ma\u001b[32mb'.repeat(400), 'ab'.repeat(400)],
  ])('a line of nothing but %s is drawn in few pieces, and loses nothing', (_what, line, shown) => {
    expect(ansiPieces(line).length).toBeLessThan(60);
    expect(plainText(line)).toBe(shown);
  });

  test('markup stays text', () => {
    expect(ansiPieces('<img src=x onerror=alert(1)>')).toEqual([
      { text: '<img src=x onerror=alert(1)>', classes: '' },
    ]);
  });

  test('a line of a million escapes is read within two seconds', () => {
    const began = performance.now();
    plainText('\u001b['.repeat(500_000));
    plainText('\u001b]'.repeat(500_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('a window on a long log', () => {
  test('of a hundred thousand lines only those in sight are drawn', () => {
    const window = rowWindow(100_000, 20, 1_000_000, 400);
    expect(window.end - window.first).toBeLessThan(70);
    expect(window.first).toBeLessThanOrEqual(50_000);
    expect(window.end).toBeGreaterThanOrEqual(50_020);
    expect(window.above + (window.end - window.first) * 20 + window.below).toBe(2_000_000);
  });

  test('a list that became shorter than the scroll is drawn to its end', () => {
    expect(rowWindow(10, 20, 5000, 100)).toEqual({ first: 0, end: 10, above: 0, below: 0 });
    expect(rowWindow(0, 20, 0, 100)).toEqual({ first: 0, end: 0, above: 0, below: 0 });
  });

  test('it follows what arrives only at its end', () => {
    expect(isAtEnd(600, 400, 1000, 20)).toBe(true);
    expect(isAtEnd(500, 400, 1000, 20)).toBe(false);
  });
});
