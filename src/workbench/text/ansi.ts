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
const UNSEEN =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

export function ansiPieces(line: string): Piece[] {
  const pieces: Piece[] = [];
  let state: Style = plain;
  let at = 0;
  const push = (raw: string) => {
    if (raw !== '') pieces.push(...visible(raw, classesOf(state)));
  };
  for (const match of line.matchAll(SEQUENCE)) {
    push(line.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === 'm') state = styled(state, match[1] ?? '');
  }
  push(line.slice(at));
  return pieces;
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

/** Splits text so that each unseen character stands alone, by its name. */
function visible(text: string, classes: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), classes });
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    pieces.push({ text: `U+${code}`, classes: 'unseen' });
    at = match.index + 1;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), classes });
  return pieces;
}
