/** What the shop does on SIGUSR2. */
import { writeFile } from 'node:fs/promises';
import { writeHeapSnapshot } from 'node:v8';

// #region dump
/** Writes what somebody needs to find out what fills the memory. `name`: of the files, without an extension. */
export async function dump(name: string): Promise<void> {
  writeHeapSnapshot(`${name}.heapsnapshot`);
  await writeFile(`${name}.json`, JSON.stringify(process.report.getReport()));
}
// #endregion
