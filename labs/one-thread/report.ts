import type { RequestHandler } from 'express';
import { liveControls, measured, work } from '../kit/program.ts';
import { noteStack } from './lane.ts';

const controls = liveControls({ report: 'whole' });

export const ROWS = 48;

let added = 0;

/** Adds up one row of the report: 5 ms of processor time. */
export function addUp(row: number): number {
  noteStack();
  added += 1;
  work(5);
  return row;
}

// #region whole
/** The report in one piece, whatever the service makes of it: what the fix is compared with. */
export const wholeReport: RequestHandler = (_request, response, next) => {
  if (controls.report !== 'whole') {
    next();
    return;
  }
  let sum = 0;
  for (let row = 0; row < ROWS; row += 1) sum += addUp(row);
  response.json({ rows: ROWS, sum });
};
// #endregion

setInterval(() => {
  if (added > 0) measured({ 'report.rows': added });
  added = 0;
}, 250).unref();
