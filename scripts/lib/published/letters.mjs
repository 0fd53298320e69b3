// @ts-check
/** Text as outlines, so that a picture looks the same on every machine, whatever fonts it has. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkitten';

/** The site's own letters. Fontkitten reads a variable font's first weight only; see `bold`. */
const INTER = fileURLToPath(
  import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
);

/** @type {import('fontkitten').Font | undefined} */
let font;

function inter() {
  if (font) return font;
  const read = create(readFileSync(INTER));
  if (read.isCollection) throw new Error('A single font was expected.');
  return (font = read);
}

/** @param {string} text @param {number} size in px */
export function widthOf(text, size) {
  const { unitsPerEm } = inter();
  const glyphs = inter().glyphsForString(text);
  return (glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * size) / unitsPerEm;
}

/** Characters that the font does not have. @param {string} text */
export function missingIn(text) {
  return Array.from(text).filter((letter) => !inter().hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
}

/** @param {string} text @param {number} size @param {number} width @returns {string[]} as few lines as fit, broken between words */
export function linesOf(text, size, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A line of text as an SVG element.
 *
 * @param {string} text
 * @param {{ x: number, y: number, size: number, colour: string, bold?: boolean, end?: boolean }} place
 *   `y` of the line that letters stand on; `bold`: outlines are drawn wider; `end`: `x` is where it ends
 */
export function textSvg(text, { x, y, size, colour, bold = false, end = false }) {
  const { unitsPerEm } = inter();
  const scale = size / unitsPerEm;
  let at = 0;
  const outlines = inter()
    .glyphsForString(text)
    .map((glyph) => {
      const outline = glyph.path.translate(at, 0).toSVG();
      at += glyph.advanceWidth;
      return outline;
    });
  const from = end ? x - at * scale : x;
  const stroke = bold
    ? ` stroke="${colour}" stroke-width="${String(unitsPerEm * 0.045)}" stroke-linejoin="round"`
    : '';
  return `<path fill="${colour}"${stroke} transform="translate(${from.toFixed(2)} ${String(y)}) scale(${String(scale)} ${String(-scale)})" d="${outlines.join('')}"/>`;
}
