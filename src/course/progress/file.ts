/** Progress as a file that a learner keeps, and the reading of one, which may be anything. */
import * as v from 'valibot';
import { checkProgress } from './schema.ts';
import type { Progress } from './schema.ts';

/** What the file says of itself; told apart by the version of the progress in it. */
const FORMAT = 'under-load.progress';

/** As much as a browser keeps of one site, with room for the quotes of JSON. */
export const MAX_PROGRESS_BYTES = 12_000_000;

export type ReadProgressFile =
  | { ok: true; progress: Progress; exportedAt: Date | undefined }
  | { ok: false; code: FileFault; message: string };

type FileFault =
  'too-large' | 'empty' | 'truncated' | 'saved-run' | 'not-ours' | 'newer-version' | 'unreadable';

/** What happened, and what to do. */
const messages: Record<FileFault, string> = {
  'too-large': `It is larger than ${String(MAX_PROGRESS_BYTES / 1e6)} MB, which no saved progress is. Choose the file that “Save as a file” gave you.`,
  empty: 'It is empty. Save your progress again where it is, and bring that file.',
  truncated: 'Its end is missing. Copy the file again, or save it again where your progress is.',
  'saved-run': 'It is a saved run, not your progress. Open it in the workbench of its lesson, under Checks.',
  'not-ours': 'It is no saved progress of this course. Choose the file that “Save as a file” gave you.',
  'newer-version':
    'It was saved by a newer version of this course. Open the course where it is up to date (load the page again, or update your copy), and bring it there.',
  unreadable:
    'It says that it is saved progress, but its content is broken. Save it again where your progress is.',
};

/** The file's text: JSON that a person can read. */
export function writeProgressFile(progress: Progress, now: Date): string {
  return `${JSON.stringify({ format: FORMAT, exportedAt: now.toISOString(), progress }, null, 2)}\n`;
}

/** `under-load-progress-2026-11-22.json`, by the learner's own date. */
export function progressFileName(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `under-load-progress-${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
}

const fault = (code: FileFault): ReadProgressFile => ({ ok: false, code, message: messages[code] });

/** Whether a file of so many bytes is worth reading; else why not. */
export function checkSize(bytes: number): ReadProgressFile | undefined {
  return bytes > MAX_PROGRESS_BYTES ? fault('too-large') : undefined;
}

const envelope = v.looseObject({
  format: v.literal(FORMAT),
  exportedAt: v.optional(v.unknown()),
  progress: v.optional(v.unknown()),
});
/** As it lies in a browser, and so in what was put aside there. */
const bare = v.looseObject({ version: v.number(), predictions: v.unknown() });

/** Reads a file's text. Never throws. */
export function readProgressFile(text: string): ReadProgressFile {
  if (text.trim() === '') return fault('empty');
  if (/^\s*\{"kind":"(saved-)?run"/.test(text)) return fault('saved-run');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault(
      /^\s*\{\s*"(format"\s*:\s*"under-load\.progress|version"\s*:\s*\d)/.test(text)
        ? 'truncated'
        : 'not-ours',
    );
  }
  const wrapped = v.safeParse(envelope, value);
  if (!wrapped.success && !v.is(bare, value)) return fault('not-ours');
  const checked = checkProgress(wrapped.success ? wrapped.output.progress : value);
  if (!checked.ok) return fault(checked.code);
  const exportedAt = wrapped.success ? dateOf(wrapped.output.exportedAt) : undefined;
  return { ok: true, progress: checked.progress, exportedAt };
}

function dateOf(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
