import { read } from './alarm.ts';

const EVERY_MS = 20;

// #region meter
/** Reads how late the event loop is, again and again, for as long as the service runs. */
export function startMeter(): void {
  let due = performance.now() + EVERY_MS;
  setInterval(() => {
    const now = performance.now();
    read(Math.max(0, now - due)); // this timer is late by as much as the loop was
    due = now + EVERY_MS;
  }, EVERY_MS);
}
// #endregion
