/** Where jobs wait: in a file, so that they are there after a crash, of the worker or of the API. */
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync('jobs.db');
database.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000;');
database.exec('CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY)');

// #region store
/** When this returns, the job is accepted: it is on the disk. */
export function add(id: string): void {
  database.prepare('INSERT OR IGNORE INTO jobs VALUES (?)').run(id);
}

/** The oldest job. It stays in the file until it is done. */
export function next(): string | undefined {
  return database.prepare('SELECT id FROM jobs ORDER BY rowid LIMIT 1').get()?.['id'] as string | undefined;
}

export function done(id: string): void {
  database.prepare('DELETE FROM jobs WHERE id = ?').run(id);
}
// #endregion
