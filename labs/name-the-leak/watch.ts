/** Writes snapshots of the service's heap when it is asked to, and says how much the service has done. */
import { statSync } from 'node:fs';
import { writeHeapSnapshot } from 'node:v8';
import type { Express } from 'express';
import { happened, measured } from '../kit/program.ts';
import { leaveFile, runFile } from '../kit/run-file.ts';
import { timesWorkedOut } from './history.ts';

const REPORT_MS = 250;

let answers = 0;
export function answered(): void {
  answers += 1;
}

// #region snapshot
/** Only for whoever is on this machine: a snapshot holds every text that the service has in memory. */
export function watch(app: Express): void {
  app.post('/snapshot/:name', (request, response) => {
    const file = `${request.params.name === 'after' ? 'after' : 'before'}.heapsnapshot`;
    const began = performance.now();
    writeHeapSnapshot(runFile(file)); // collects garbage, then writes; nothing else runs until it has
    const ms = performance.now() - began;
    response.json({ file });
    // #endregion
    leaveFile(file, 'application/json');
    const bytes = statSync(runFile(file)).size;
    happened('snapshot', { file, ms, bytes, answers, workedOut: timesWorkedOut() });
  });

  app.get('/answers', (_request, response) => {
    response.json(answers);
  });

  setInterval(() => {
    const heap = process.memoryUsage().heapUsed / 1e6; // MB
    measured({ 'heap.used': heap, 'quotes.answered': answers, 'quotes.worked_out': timesWorkedOut() });
  }, REPORT_MS).unref();
}
