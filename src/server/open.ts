/**
 * Opens the browser at the server's address. The token must not stand in an argument list, which
 * every user of the machine can read: the browser is given a file that only its owner can read,
 * and the file sends it on.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from './environment.ts';
import type { RunningServer } from './server.ts';

/** A browser that has not come by then will not come by itself. */
const EXPECTED_FOR_MS = 60_000;
const DOOR_BYTES = 16;
const DISPLAY = [
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
  'XDG_CURRENT_DESKTOP',
  'XDG_DATA_DIRS',
  'DBUS_SESSION_BUS_ADDRESS',
  'BROWSER',
];

/** Whether there is anything to show a browser on. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform === 'darwin') return true;
  return platform === 'linux' && ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => environment[name]);
}

/** Opens the browser; what goes wrong is said to `onFailure`. Gives what takes the file away again. */
export function openBrowser(
  server: RunningServer,
  onFailure: (message: string) => void,
  opener = process.platform === 'darwin' ? 'open' : 'xdg-open',
): () => void {
  // A site that guesses the moment can't guess this, and so can't come first.
  const door = `/?opened=${randomBytes(DOOR_BYTES).toString('hex')}`;
  let folder: string;
  let file: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'under-load-'));
    file = join(folder, 'open.html');
    writeFileSync(file, page(new URL(door, server.address).href + new URL(server.address).hash), {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    onFailure((error as Error).message); // A full disk: the course can do without the file.
    return () => undefined;
  }

  const forget = (): void => {
    clearTimeout(late);
    server.expectBrowser(undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  const late = setTimeout(forget, EXPECTED_FOR_MS);
  late.unref();
  server.expectBrowser(door, forget);

  const environment = Object.fromEntries(
    DISPLAY.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const child = spawn(opener, [file], {
    detached: true,
    stdio: 'ignore',
    env: { ...cleanEnvironment(), ...environment },
  });
  child.on('error', (error) => {
    forget();
    onFailure(error.message);
  });
  child.on('exit', (code) => {
    if (code !== 0) onFailure(`${opener} ended with code ${String(code)}`);
  });
  child.unref();
  return forget;
}

function page(address: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Under Load</title>
<p><a href="${address}">Open Under Load</a></p>
`;
}
