/**
 * A host that stands in for WebContainer's. It proves the adapter, never the runtime: the real client speaks
 * to it, in a real browser, but what it runs is real Node on this machine, with all that the
 * real runtime may lack. Nothing that is measured here says anything of a WebContainer.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { decode } from '@msgpack/msgpack';
import { build } from 'esbuild';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const comlink = here('../../../node_modules/@webcontainer/api/dist/vendor/index.js');

/** As the static export sends them, so that the page is isolated and its frame may be in it. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

/** A tree as the client sends it to its host. */
type InnerTree = { d: Record<string, InnerTree | { f: { c: string | Uint8Array; b?: boolean } }> };
/** A tree of files is sent as JSON, and a snapshot as it is: MessagePack, of which no map begins with this byte. */
const JSON_BEGINS = '{'.charCodeAt(0);

export async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here(file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** Serves texts by path, with what isolation asks for. */
export async function serve(
  texts: Record<string, { type: string; text: string }>,
  others: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    response.writeHead(404).end(),
): Promise<{ origin: string; close: () => Promise<unknown> }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value);
    const found = texts[path];
    if (found) response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` }).end(found.text);
    else others(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface StandIn {
  /** For `WEBCONTAINER_API_IFRAME_URL`. */
  origin: string;
  /** Where the containers that were booted keep their files, the newest last. */
  workdirs: readonly string[];
  close: () => Promise<unknown>;
}

export async function startStandIn(): Promise<StandIn> {
  const containers = new Map<string, Container>();
  const workdirs: string[] = [];
  const script = await bundle('./host-page.ts');
  const served = await serve(
    {
      '/headless': {
        type: 'text/html',
        text: '<!doctype html><script type="module" src="/page.js"></script>',
      },
      '/page.js': { type: 'text/javascript', text: script },
      '/comlink.js': { type: 'text/javascript', text: readFileSync(comlink, 'utf8') },
    },
    (request, response) => {
      const [, id = '', what = '', child = ''] = (request.url ?? '').split('/');
      const act = async () => {
        if (id === 'boot') {
          const container = createContainer();
          containers.set(container.id, container);
          workdirs.push(container.workdir);
          response.end(JSON.stringify({ id: container.id, workdir: container.workdir }));
        } else await containers.get(id)!.take(what, child, await buffer(request), response);
      };
      act().catch((error: unknown) => response.writeHead(500).end(String(error)));
    },
  );
  return {
    origin: served.origin,
    workdirs,
    close: async () => {
      for (const container of containers.values()) container.end();
      await served.close();
    },
  };
}

interface Container {
  id: string;
  workdir: string;
  take: (what: string, child: string, body: Buffer, response: ServerResponse) => Promise<void>;
  end: () => void;
}

function createContainer(): Container {
  const workdir = mkdtempSync(join(tmpdir(), 'under-load-stand-in-'));
  const children = new Map<string, { process: ChildProcess; output: PassThrough; exited: Promise<number> }>();
  const end = (): void => {
    for (const { process } of children.values()) process.kill('SIGKILL');
    rmSync(workdir, { recursive: true, force: true });
  };

  /** Both streams of a process come as one, as they do there. */
  const run = (asked: { command: string; args: string[]; env?: Record<string, string> }): string => {
    const child = spawn(asked.command === 'node' ? process.execPath : asked.command, asked.args, {
      cwd: workdir,
      env: { PATH: process.env['PATH'], HOME: workdir, ...asked.env },
    });
    const output = new PassThrough();
    for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
    child.stdin.on('error', () => undefined);
    const exited = once(child, 'close').then(([code]) => {
      output.end();
      return (code as number | null) ?? 1;
    });
    const name = String(children.size);
    children.set(name, { process: child, output, exited });
    return name;
  };

  const take: Container['take'] = async (what, name, body, response) => {
    const child = children.get(name);
    switch (what) {
      case 'load':
        writeTree(
          (body[0] === JSON_BEGINS ? JSON.parse(body.toString()) : decode(body)) as InnerTree,
          workdir,
        );
        response.end();
        break;
      case 'read':
        response.end(readFileSync(inside(workdir, (JSON.parse(body.toString()) as { path: string }).path)));
        break;
      case 'run':
        response.end(
          JSON.stringify({ child: run(JSON.parse(body.toString()) as Parameters<typeof run>[0]) }),
        );
        break;
      case 'output':
        response.flushHeaders();
        child?.output.pipe(response);
        break;
      case 'exit':
        response.end(JSON.stringify({ code: await child?.exited }));
        break;
      case 'write':
        child?.process.stdin?.write(body);
        response.end();
        break;
      case 'kill':
        child?.process.kill('SIGKILL');
        response.end();
        break;
      default:
        end();
        response.end();
    }
  };
  return { id: workdir.split('-').at(-1)!, workdir, take, end };
}

function writeTree(tree: InnerTree, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, entry] of Object.entries(tree.d)) {
    const path = inside(folder, name);
    if ('d' in entry) writeTree(entry, path);
    else if (typeof entry.f.c === 'string') writeFileSync(path, entry.f.c, entry.f.b ? 'latin1' : 'utf8');
    else writeFileSync(path, entry.f.c);
  }
}

function inside(folder: string, path: string): string {
  const whole = normalize(join(folder, path));
  if (!whole.startsWith(`${folder}/`)) throw new Error(`${path} is outside`);
  return whole;
}
