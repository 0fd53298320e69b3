import { happened, measured } from '../kit/program.ts';

const ALARM_FROM_MS = 50;
/** A free loop is worth ten points a second in the chart; a late one, a point for every reading. */
const LATE_FROM_MS = 20;
const REST_EVERY_MS = 100;

let on = false;
let shownAt = -Infinity;

/** Takes a reading of the loop's delay in ms, and turns the alarm on or off. It works in any thread. */
export function read(delay: number): void {
  const now = performance.now();
  if (delay >= LATE_FROM_MS || now - shownAt >= REST_EVERY_MS) {
    measured({ 'meter.delay': delay });
    shownAt = now;
  }
  if (delay >= ALARM_FROM_MS === on) return;
  on = !on;
  happened(on ? 'alarm.on' : 'alarm.off', { delay });
}
