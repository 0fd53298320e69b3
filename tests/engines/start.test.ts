/** `src/server/main.ts`, as a person starts it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { hasDisplay } from '../../src/server/open.ts';
import { requestText, sendRaw } from '../security/raw.ts';
import { eventually } from './reading.ts';
import { startServerProcess, type ServerProcess } from './server.ts';

const main = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function started(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
  open = false,
): Promise<ServerProcess> {
  const server = await startServerProcess(args, environment, open);
  ends.push(() => server.kill('SIGTERM'));
  return server;
}

async function taken(host: string): Promise<number> {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  ends.push(() => other.close());
  return (other.address() as AddressInfo).port;
}

describe('the server', () => {
  it('prints its address with its token on one line, then what is promised and how to end it', async () => {
    const server = await started([]);
    const [address, ...words] = server.printed().split('\n');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    await eventually(() => server.printed().includes('Ctrl-C ends it'));
    expect(words.join(' ')).not.toContain('token');
    expect(server.printed()).toContain('your machine with your rights');
    expect(server.printed()).toContain('It is not a sandbox');
    expect((await fetch(`${server.base}/`)).status).toBe(200);
  });

  it('takes the next free port, also where another program has the port on ::1 alone', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const port = await taken(host);
      const server = await started(['--port', String(port)]);
      const used = Number(new URL(server.base).port);
      expect(used).toBeGreaterThan(port);
      await eventually(() => server.printed().includes('Ctrl-C ends it'));
      const words = server.printed().replaceAll('\n', ' ');
      expect(words).toContain(`Port ${String(port)} is taken, so this start uses port ${String(used)}.`);
      expect(words).toContain(
        `Edits and progress that you made under port ${String(port)} are kept, and shown only there`,
      );
    }
  });

  it('says nothing of another port where it has the wanted one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    const server = await started(['--port', String(port)]);
    await eventually(() => server.printed().includes('Ctrl-C ends it'));
    expect(server.base).toBe(`http://127.0.0.1:${String(port)}`);
    expect(server.printed()).not.toContain('taken');
  });

  it('listens on loopback addresses alone', async () => {
    const { pid, base } = await started([]);
    const port = Number(new URL(base).port).toString(16).toUpperCase().padStart(4, '0');
    const listening = ['tcp', 'tcp6']
      .flatMap((table) => readFileSync(`/proc/${String(pid)}/net/${table}`, 'utf8').split('\n'))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
      .map(([, local]) => local?.split(':')[0]);
    expect(listening.length).toBeGreaterThan(0);
    const loopback = ['0100007F', '00000000000000000000000001000000'];
    expect(listening.filter((address) => !loopback.includes(address ?? ''))).toEqual([]);
  });

  it('ends cleanly when it is asked to', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const server = await startServerProcess();
      expect(await server.kill(signal)).toBe(0);
    }
  });

  it.each([
    [['--port', 'many'], '--port takes a number'],
    [['--port', '70000'], '--port takes a number'],
    [['--prot', '1'], 'Usage:'],
    [['--limit', 'memory=lots'], 'in KiB, MiB or GiB, not "lots"'],
    [['--dist', join(tmpdir(), 'nothing-is-built-here')], 'npm run build'],
  ])('says what is wrong with %j and ends with 2', (args, sentence) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [main, '--no-open', ...args], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});

describe('the browser', () => {
  it('is opened only where there is something to show it on', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'gets the address in a file of its owner, never in an argument, and may come once',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'under-load-open-'));
      ends.push(() => {
        rmSync(folder, { recursive: true, force: true });
      });
      const seen = join(folder, 'seen');
      writeFileSync(
        join(folder, 'xdg-open'),
        `#!/bin/sh\n{ echo "$@"; stat -c %a "$1"; cat "$1"; env; } > ${seen}.part\nmv ${seen}.part ${seen}\n`,
      );
      chmodSync(join(folder, 'xdg-open'), 0o755);
      const server = await started(
        [],
        { DISPLAY: ':0', PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        true,
      );
      await eventually(() => existsSync(seen));

      const [file, mode, ...rest] = readFileSync(seen, 'utf8').split('\n');
      expect(mode).toBe('600');
      const [, door = ''] =
        /url=http:\/\/[^/]+(\/\?opened=[0-9a-f]{32})#token=([\w-]+)"/.exec(rest.join('\n')) ?? [];
      expect(rest.join('\n')).toContain(`url=${server.base}${door}#token=${server.token}`);
      expect(rest.join('\n').split('</p>')[1]).not.toContain(server.token);

      const port = Number(new URL(server.base).port);
      const come = () =>
        sendRaw(
          port,
          requestText('GET', door, [
            `Host: 127.0.0.1:${String(port)}`,
            'Sec-Fetch-Site: cross-site',
            'Sec-Fetch-Mode: navigate',
            'Sec-Fetch-Dest: document',
          ]),
        );
      const statuses = [(await come()).status, (await come()).status];
      expect(statuses).toEqual([200, 403]);
      expect(existsSync(file!)).toBe(false);
    },
  );

  it.runIf(process.platform === 'linux')('that cannot be opened is no misfortune', async () => {
    const server = await started([], { DISPLAY: ':0', PATH: '/nowhere' }, true);
    await eventually(() => server.printed().includes('open the address yourself'));
    expect((await fetch(`${server.base}/`)).status).toBe(200);
  });

  it.runIf(process.platform === 'linux')('for which no file can be written is none either', async () => {
    const server = await started([], { DISPLAY: ':0', TMPDIR: '/nowhere' }, true);
    await eventually(() => server.printed().includes('open the address yourself'));
    expect((await fetch(`${server.base}/`)).status).toBe(200);
  });
});
