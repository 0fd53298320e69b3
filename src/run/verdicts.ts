import type { Check, Figure, Verdict } from '../../labs/kit/manifest.ts';
import type { RunView } from '../../labs/kit/run-view.ts';
import type { DoneReason } from '../../labs/kit/records.ts';

export interface JudgedCheck {
  check: Check;
  verdict: Verdict;
}

export interface ReadFigure {
  figure: Figure;
  /** Undefined as long as the run has not shown it. */
  value: string | undefined;
}

/** A check that throws is a failed check that says so; the others are judged all the same. */
function judgeOne(check: Check, view: RunView): Verdict {
  try {
    return check.judge(view);
  } catch (error) {
    return {
      state: 'failed',
      figure: 'could not be judged',
      because: `The check itself failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

const howItEnded: Record<DoneReason, string> = {
  'scenario-ended': 'The run ended before it could be judged.',
  stopped: 'The run was stopped and so ended before it could be judged.',
  limit: 'A limit was hit, and the run ended before it could be judged.',
  failed: 'The run failed, and so ended before it could be judged.',
  lost: 'The connection was lost, and the run ended before it could be judged.',
};

/** What is still open when the run has ended has failed: nothing more will be measured. */
export function finalVerdict(verdict: Verdict, ended: DoneReason): Verdict {
  if (verdict.state === 'passed' || verdict.state === 'failed') return verdict;
  return {
    state: 'failed',
    figure: verdict.state === 'measuring' && verdict.figure ? verdict.figure : 'not judged',
    because: howItEnded[ended],
  };
}

export function judge(checks: readonly Check[], view: RunView): JudgedCheck[] {
  return checks.map((check) => {
    const verdict = judgeOne(check, view);
    return { check, verdict: view.ended ? finalVerdict(verdict, view.ended) : verdict };
  });
}

export function readFigures(figures: readonly Figure[], view: RunView): ReadFigure[] {
  return figures.map((figure) => {
    try {
      return { figure, value: figure.read(view) };
    } catch {
      // Not a number that anybody measured: shown as not measured.
      return { figure, value: undefined };
    }
  });
}
