import type { DoneReason, RecordOf } from '../../../labs/kit/records.ts';
import type { EngineError } from '../../engines/engine.ts';
import { isLeftOut } from '../../run/left-out.ts';

/** Something that went wrong: what happened and why, and what to do. */
export interface Problem {
  level: 'info' | 'warning' | 'error';
  message: string;
  next: string | undefined;
  /** Where in the lab's files, if it is known; lines count from 1. */
  place: { file: string; line: number | undefined } | undefined;
}

const MOST = 4;

/**
 * What stands in the workbench's one place for problems, the worst first.
 *
 * @param failure why the engine could not be started
 */
export function problems(
  notices: readonly RecordOf<'notice'>[],
  ended: DoneReason | undefined,
  failure: EngineError | undefined,
): Problem[] {
  const found: Problem[] = [];
  if (failure) found.push({ level: 'error', message: failure.message, next: failure.next, place: undefined });
  // What is left out has a place of its own.
  for (const { level, message, next, file, line } of notices.filter((notice) => !isLeftOut(notice))) {
    found.push({ level, message, next, place: file === undefined ? undefined : { file, line } });
  }
  const explained = found.some(({ level }) => level === 'error');
  if (ended === 'lost' && !explained) {
    found.push({
      level: 'error',
      message: 'The connection to the engine was lost, and the run with it.',
      next: 'Your edits are kept. See whether the server still runs (`npm start`), then press Run.',
      place: undefined,
    });
  }
  if (ended === 'failed' && !explained) {
    found.push({
      level: 'error',
      message: 'The run failed, and no program said why.',
      next: 'Look at the end of the Output tab, then press Run again.',
      place: undefined,
    });
  }
  const rank = { error: 0, warning: 1, info: 2 };
  return found.sort((a, b) => rank[a.level] - rank[b.level]).slice(0, MOST);
}
