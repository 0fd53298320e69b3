/** What the benchmarks of pages stand on: a built site, a Chromium, and the server that `npm start` starts. */
import { chromium, type Browser } from '@playwright/test';
import { buildIfNeeded } from '../../scripts/lib/build.mjs';
import { provideChromium } from '../../scripts/lib/chromium.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { startServerProcess, type ServerProcess } from '../engines/server.ts';

/** Builds the site if it is older than its sources. */
export async function needBuild(): Promise<void> {
  if (!(await buildIfNeeded(process.execPath))) throw new Error('the site could not be built.');
}

export async function launch(): Promise<Browser> {
  const found = await provideChromium(process.execPath);
  if (!found.ok) throw new Error(found.problem);
  return chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The real server with the real labs, in a process of its own. */
export const startReal = (dist: string = inRoot('dist')): Promise<ServerProcess> =>
  startServerProcess(['--dist', dist], { UNDER_LOAD_LABS: undefined });
