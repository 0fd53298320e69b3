import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { liveControls, measured } from '../kit/program.ts';

const NANOSECONDS = 1e6;
const EVERY_MS = 250;
const SECOND = 1000 / EVERY_MS;

// #region histogram
// It begins anew whenever the injector is moved: what it shows is of the present setting alone.
let delay = monitorEventLoopDelay({ resolution: 10 });
liveControls({ blockMs: 0 }, () => {
  delay.disable();
  delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
});
// #endregion

/** Reports what Node itself measures of this loop, four times a second. */
export function startNodesMeters(): void {
  delay.enable();
  const totals = [performance.eventLoopUtilization()];
  setInterval(() => {
    // #region utilization
    const second = performance.eventLoopUtilization(totals[0]); // since a second ago
    // #endregion
    measured({
      'histogram.p99': delay.percentile(99) / NANOSECONDS,
      'histogram.max': delay.max / NANOSECONDS,
      'utilization.second': second.utilization * 100,
    });
    totals.push(performance.eventLoopUtilization());
    if (totals.length > SECOND) totals.shift();
  }, EVERY_MS);
}
