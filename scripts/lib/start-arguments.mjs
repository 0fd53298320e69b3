// @ts-check
import { parseArgs } from 'node:util';

export const START_USAGE = `npm start -- [--port N] [--no-open] [--limit NAME=VALUE]

  --port N     the port to listen on; without it 4321, or the next free one
  --no-open    only prints the address, and opens no browser
  --limit      a higher or lower limit for each run, such as memory=2GiB or time=5min; it can be given
               more than once. The README lists the limits

npm run dev takes the same, and builds the site again whenever its sources change.`;

/**
 * @typedef {{ ok: true, help: boolean, dev: boolean, server: string[] }
 *   | { ok: false, problem: string }} StartArguments `server`: what the server is started with
 */

/**
 * Reads what was typed after `npm start --`.
 *
 * @param {string[]} args
 * @returns {StartArguments}
 */
export function parseStart(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        limit: { type: 'string', multiple: true },
        dev: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    return { ok: false, problem: `${sentence.replace(/\.$/, '')}.` };
  }
  const { port } = values;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    return { ok: false, problem: `--port takes a number from 0 (any free port) to 65535, not "${port}".` };
  }
  return {
    ok: true,
    help: values.help ?? false,
    dev: values.dev ?? false,
    server: [
      ...(port === undefined ? [] : ['--port', port]),
      ...(values['no-open'] ? ['--no-open'] : []),
      ...(values.limit ?? []).flatMap((limit) => ['--limit', limit]),
    ],
  };
}
