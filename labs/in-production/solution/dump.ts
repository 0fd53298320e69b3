/** What the shop does on SIGUSR2. */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

// #region dump
const session = new Session();
session.connect(); // to this process: no port is opened
// It has to be there before what is looked for: it knows only of what is allocated from now on.
await session.post('HeapProfiler.startSampling', { samplingInterval: 32_768 });

const ONLY_OWNER = 0o600;
process.report.excludeEnv = true;

/** Writes what somebody needs to find out what fills the memory. `name`: of the files, without an extension. */
export async function dump(name: string): Promise<void> {
  const { profile } = await session.post('HeapProfiler.getSamplingProfile'); // who allocated what is still there
  const files = { heapprofile: profile, json: process.report.getReport() };
  for (const [extension, content] of Object.entries(files)) {
    await writeFile(`${name}.${extension}`, JSON.stringify(content), { mode: ONLY_OWNER });
  }
}
// #endregion
