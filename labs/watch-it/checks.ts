/** Judges a run of this lab by what was measured. */
import type { Verdict } from '../kit/manifest.ts';
import type { RunView } from '../kit/run-view.ts';
import { ALERTS, outageOf, type AlertName } from './alarms.ts';

/** A run with other settings than the scenario's shows something else than what is judged here. */
function moved(run: RunView): Verdict | undefined {
  if (run.touched.size === 0) return undefined;
  return {
    state: 'failed',
    figure: `not judged: ${[...run.touched].join(', ')} moved by hand`,
    because: 'The checks judge the scenario as it is. Reset gives the controls back to it.',
  };
}

/** Once the circuit has opened in the part, `wanted` has to fire before the part is over, and no other. */
function only(wanted: AlertName, part: string, why: string): (run: RunView) => Verdict {
  return (run) => {
    const other = moved(run);
    if (other) return other;
    if (!run.part(part)) return { state: 'waiting', figure: '' };
    const outage = outageOf(run, part);
    if (!outage) {
      return run.part(part)?.over
        ? {
            state: 'failed',
            figure: 'the circuit did not open',
            because: 'There was nothing to tell. Run again.',
          }
        : { state: 'measuring', figure: 'the circuit is not open yet' };
    }
    const said = ALERTS.map((alert) => {
      const at = outage.fired[alert];
      return at === undefined
        ? `${alert} silent`
        : `${alert} ${((at - outage.opened) / 1000).toFixed(1)} s after the open`;
    }).join(', ');
    const figure = `${said}; must be ${wanted} alone`;
    const wrong = ALERTS.some((alert) => alert !== wanted && outage.fired[alert] !== undefined);
    if (wrong) return { state: 'failed', figure, because: why };
    if (!outage.over) return { state: 'measuring', figure };
    return outage.fired[wanted] === undefined
      ? { state: 'failed', figure, because: why }
      : { state: 'passed', figure };
  };
}

export const unstableTold = only(
  'BackendFailing',
  'unstable',
  'Seven calls of ten fail at this backend, whatever the proxy does. Lag of 100 ms came too, and is not why.',
);
export const busyTold = only(
  'FalseOpen',
  'busy',
  'The backend answered every call within 50 ms. The proxy read the answers too late.',
);
export const slowTold = only(
  'BackendFailing',
  'slow',
  'The backend took 1.2 s for each call. It says so only when such a call is over.',
);
