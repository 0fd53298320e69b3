/** Where jobs wait: here the API gives them to the worker, which keeps them. */
import type { ChildProcess } from 'node:child_process';

// #region store
/** When this returns, the job is accepted. */
export function add(id: string, worker: ChildProcess | undefined): void {
  worker?.send(id);
}
// #endregion
