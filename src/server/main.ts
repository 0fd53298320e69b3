/** `node src/server/main.ts [--port N] [--no-open] [--limit NAME=VALUE]… [--dist DIR]`: starts the loopback server. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseLimits, type Limits } from '../../labs/kit/supervise/limits.ts';
import { hasDisplay, openBrowser } from './open.ts';
import { startServer } from './server.ts';

const DEFAULT_PORT = 4321;
const usage = 'Usage: node src/server/main.ts [--port N] [--no-open] [--limit NAME=VALUE]… [--dist DIR]';
const safety = `Labs run on your machine with your rights. Other websites cannot start them. Time and output are
limited, and runaway programs are stopped as well as the system allows. It is not a sandbox: do not
run code that you don't trust. Ctrl-C ends it.`;

/** A browser keeps what a page stores by its address, port included. */
const portTaken = (wanted: number, used: number): string =>
  `Port ${String(wanted)} is taken, so this start uses port ${String(used)}. Edits and progress that you made under port
${String(wanted)} are kept, and shown only there: to have them back, end what uses that port (an earlier
\`npm start\`, perhaps) and start again.`;

function giveUp(message: string): never {
  console.error(message);
  process.exit(2);
}

function readArguments(): { port: number; open: boolean; limits: Partial<Limits>; dist: string } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        limit: { type: 'string', multiple: true },
        dist: { type: 'string' },
      },
    });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      giveUp(`--port takes a number from 0 to 65535, not "${String(values.port)}".`);
    const parsed = parseLimits(values.limit ?? []);
    if (!parsed.ok) giveUp(parsed.problem);
    const dist = resolve(values.dist ?? fileURLToPath(new URL('../../dist', import.meta.url)));
    return { port, open: values['no-open'] !== true, limits: parsed.limits, dist };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${usage}`);
  }
}

const { port, open, limits, dist } = readArguments();
if (!existsSync(join(dist, 'index.html')))
  giveUp(`There is no built site in ${dist}. Run \`npm run build\` first, or \`npm start\`, which does.`);

const server = await startServer({ port, dist, limits }).catch((error: unknown) =>
  giveUp(`The server could not start: ${(error as Error).message}.`),
);
let forgetBrowser: () => void = () => undefined;
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    forgetBrowser();
    void server.close().then(() => process.exit(0));
  });
}

// Only now, since whoever reads the address may end the server at once.
console.log(server.address);
if (port !== 0 && server.port !== port) console.log(portTaken(port, server.port));
console.log(safety);

if (open && hasDisplay()) {
  forgetBrowser = openBrowser(server, (message) => {
    console.log(`The browser could not be opened (${message}): open the address yourself.`);
  });
}
