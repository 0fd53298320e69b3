/** What a server can know of its connections. All of it is Node's own; nothing here needs a file. */
import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { happened, measured } from '../kit/program.ts';

const EVERY_MS = 100;

/** The hard limit of open files of this process, as the kernel has it. */
export function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as { userLimits: { open_files: { hard: number } } };
  return userLimits.open_files.hard;
}

// #region report
export function report(server: Server): void {
  server.on('error', (error) => {
    happened('server.error', { message: error.message });
  });
  server.on('drop', () => {
    happened('server.drop');
  });
  server.on('listening', () => {
    happened('server.files', { open: readdirSync('/proc/self/fd').length, limit: openFilesLimit() });
  });
  setInterval(() => {
    server.getConnections((_error, open) => {
      measured({ 'server.connections': open });
    });
  }, EVERY_MS);
}
// #endregion
