/** Regions of a lab's file, between `// #region name` and `// #endregion` lines (`# #region` where `#` begins a comment). */

export type Region =
  { ok: true; text: string; firstLine: number } | { ok: false; code: 'no-region'; message: string };

const begins = (line: string, name: string) => /^\s*(?:\/\/|#) #region (\S+)\s*$/.exec(line)?.[1] === name;
const ends = (line: string) => /^\s*(?:\/\/|#) #endregion\b/.test(line);

/** Where the region's own lines begin and end (after the last), or undefined if a marker is gone. */
function bounds(lines: readonly string[], name: string): { from: number; to: number } | undefined {
  const opening = lines.findIndex((line) => begins(line, name));
  if (opening === -1) return undefined;
  const to = lines.findIndex((line, index) => index > opening && ends(line));
  return to === -1 ? undefined : { from: opening + 1, to };
}

/** The lines of a region, without its markers. `firstLine` counts from 1, in the file. */
export function readRegion(text: string, name: string): Region {
  const lines = text.split('\n');
  const found = bounds(lines, name);
  if (!found) {
    return {
      ok: false,
      code: 'no-region',
      message: `The lines “// #region ${name}” and “// #endregion” are no longer in the file, so this part of it can't be shown here.`,
    };
  }
  return { ok: true, text: lines.slice(found.from, found.to).join('\n'), firstLine: found.from + 1 };
}

/** The file with the region's lines replaced, or undefined if a marker is gone. */
export function replaceRegion(text: string, name: string, replacement: string): string | undefined {
  const lines = text.split('\n');
  const found = bounds(lines, name);
  if (!found) return undefined;
  return [...lines.slice(0, found.from), ...replacement.split('\n'), ...lines.slice(found.to)].join('\n');
}
