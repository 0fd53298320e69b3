/** The static export on a real web server, with the file of headers that the build made for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/lib/programs.mjs';

/** Why there is no nginx, or undefined if there is one. */
export const lacking =
  findProgram('nginx') === undefined ? 'nginx was not found: `npm run provide -- nginx`' : undefined;

export interface Host {
  port: number;
  /** Hosts another folder at the same address, as after a deployment. */
  deploy: (site: string) => Promise<void>;
  stop: () => Promise<void>;
}

const TYPES = `types {
  text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg;
  font/woff2 woff2; text/plain txt; application/xml xml;
}
default_type application/octet-stream;`;

/**
 * Starts nginx on a free port of 127.0.0.1.
 *
 * @param site the built site
 * @param base where it begins
 */
export async function startHost(site: string, base = '/'): Promise<Host> {
  const home = mkdtempSync(join(tmpdir(), 'under-load-nginx-'));
  // With a sub-path the site is a folder of what is served.
  const place = join(home, 'root', base);
  const link = base === '/' ? join(home, 'root') : place.replace(/\/$/, '');
  const port = await freePort();
  writeFileSync(
    join(home, 'host.conf'),
    `daemon off; master_process off; pid ${home}/pid; error_log stderr;
events {}
http {
  ${TYPES}
  access_log off;
  client_body_temp_path ${home}; proxy_temp_path ${home}; fastcgi_temp_path ${home};
  uwsgi_temp_path ${home}; scgi_temp_path ${home};
  server { listen 127.0.0.1:${String(port)}; root ${home}/root; include ${place}/nginx.conf; }
}`,
  );
  let stop = (): Promise<void> => Promise.resolve();
  const start = async (folder: string): Promise<void> => {
    if (base !== '/') mkdirSync(join(home, 'root'), { recursive: true });
    symlinkSync(folder, link);
    stop = await startNginx(home, port);
  };
  await start(site);
  return {
    port,
    deploy: async (folder) => {
      await stop();
      unlinkSync(link);
      await start(folder);
    },
    stop: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startNginx(home: string, port: number): Promise<() => Promise<void>> {
  const child = spawn('nginx', ['-p', home, '-c', join(home, 'host.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'exit');
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${String(port)}/`);
    return true;
  } catch {
    return false;
  }
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
