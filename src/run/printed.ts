/**
 * What a program printed, as pieces of text with classes: colours stay, every other escape goes,
 * and characters that cannot be seen, or that turn the reading order round, are made visible.
 */
export interface Piece {
  text: string;
  /** `ansi-red ansi-bold`; empty for plain text. */
  classes: string;
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/**
 * Terminal sequences: CSI, the strings OSC, DCS, SOS, PM and APC with their end, and the two-character
 * escapes. One that is cut off by the end of the line goes too.
 */
const SEQUENCE =
  /(?:\u001b\[|\u009b)([0-9:;<=>?]*)[ -/]*([@-~]|$)|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|\u001b[ -/]*(?:[0-~]|$)/g;
/** Runs of a control, of what turns the reading order round, of half a character, of a letter that is blank. */
const RUNS = /(?!\t)([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u3164\uffa0])\1*/gu;

/** Pieces that a line is taken apart into; what comes after them keeps its names, but no colours and boxes. */
const MOST_PIECES = 50;

export function ansiPieces(line: string): Piece[] {
  const pieces: Piece[] = [];
  let state: Style = plain;
  let at = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    if (match.index > at) pieces.push(...visible(line.slice(at, match.index), classesOf(state)));
    at = match.index + match[0].length;
    if (match[2] === 'm') state = styled(state, match[1] ?? '');
    if (pieces.length > MOST_PIECES) {
      pieces.push({ text: named(line.slice(at).replace(SEQUENCE, '')), classes: '' });
      return pieces;
    }
  }
  pieces.push(...visible(line.slice(at), classesOf(state)));
  return pieces;
}

/** Any other text that a program controls, such as a header or a message: nothing goes, what is unseen is named. */
export function visiblePieces(text: string): Piece[] {
  return visible(text, '');
}

/** The line without escapes and with nothing invisible in it, for copying and searching. */
export function plainText(line: string): string {
  return ansiPieces(line)
    .map(({ text }) => text)
    .join('');
}

interface Style {
  colour: string | undefined;
  bold: boolean;
  dim: boolean;
}
const plain: Style = { colour: undefined, bold: false, dim: false };

function classesOf({ colour, bold, dim }: Style): string {
  return [colour && `ansi-${colour}`, bold && 'ansi-bold', dim && 'ansi-dim'].filter(Boolean).join(' ');
}

/** Applies one SGR sequence. Grounds, 256 colours and true colours are read past: the page's own ground stays. */
function styled(before: Style, parameters: string): Style {
  let style = before;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) i += codes[i + 1] === 2 ? 4 : 2;
    else if (code === 0) style = plain;
    else if (code === 1) style = { ...style, bold: true };
    else if (code === 2) style = { ...style, dim: true };
    else if (code === 22) style = { ...style, bold: false, dim: false };
    else if (code === 39) style = { ...style, colour: undefined };
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97))
      style = { ...style, colour: COLOURS[code % 10] };
  }
  return style;
}

/** Splits text so that what is unseen stands alone, by its name. Line breaks stay. */
function visible(text: string, classes: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(RUNS)) {
    if (match[0].startsWith('\n')) continue;
    if (pieces.length >= MOST_PIECES) break;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), classes });
    pieces.push({ text: nameOf(match[0]), classes: 'unseen' });
    at = match.index + match[0].length;
  }
  if (at < text.length)
    pieces.push({ text: pieces.length >= MOST_PIECES ? named(text.slice(at)) : text.slice(at), classes });
  return pieces;
}

function named(text: string): string {
  return text.replace(RUNS, (run) => (run.startsWith('\n') ? run : nameOf(run)));
}

/** `U+202E`, and `U+200B ×3` for three of them. */
function nameOf(run: string): string {
  const code = run.codePointAt(0) ?? 0;
  const times = run.length / String.fromCodePoint(code).length;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}${times > 1 ? ` ×${String(times)}` : ''}`;
}
