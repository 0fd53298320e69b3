/** A real Prometheus for tests: on a free loopback port, with its data in a folder that goes with it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { findProgram } from '../../scripts/lib/programs.mjs';

/** Undefined where it is, else why a test of it is skipped. */
export const lacksPrometheus =
  findProgram('prometheus') === undefined || findProgram('promtool') === undefined
    ? 'Prometheus is not there: npm run provide -- prometheus promtool'
    : undefined;

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;

const seriesSchema = v.object({
  metric: v.record(v.string(), v.string()),
  value: v.optional(v.tuple([v.number(), v.string()])),
  values: v.optional(v.array(v.tuple([v.number(), v.string()]))),
});
const answerSchema = v.object({
  status: v.string(),
  error: v.optional(v.string()),
  data: v.optional(v.object({ resultType: v.string(), result: v.unknown() })),
});
/** A series of an answer: its labels, and its values as [ms since 1970, value]. */
export interface Answered {
  labels: Record<string, string>;
  points: [t: number, value: number][];
}

export interface Prometheus {
  /** An expression at one time, in ms since 1970. Throws what Prometheus says of a wrong one. */
  instant: (expression: string, t: number) => Promise<Answered[]>;
  range: (expression: string, from: number, to: number, stepMs: number) => Promise<Answered[]>;
  stop: () => Promise<void>;
}

/** Runs promtool with a text as its input. */
export function promtool(args: string[], cwd: string, input = ''): { code: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(findProgram('promtool') ?? 'promtool', args, {
    cwd,
    input,
    encoding: 'utf8',
  });
  return { code: status, printed: stdout + stderr };
}

/**
 * Starts it, and waits until it is ready.
 *
 * @param config text of its configuration
 * @param files further files beside the configuration, by name
 * @param history samples of the past, in OpenMetrics' text
 */
export async function startPrometheus(
  config: string,
  files: Record<string, string> = {},
  history?: string,
): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'under-load-prometheus-'));
  for (const [name, text] of Object.entries({ ...files, 'prometheus.yml': config })) {
    writeFileSync(join(folder, name), text);
  }
  if (history !== undefined) {
    writeFileSync(join(folder, 'history.txt'), history);
    const { code, printed } = promtool(
      ['tsdb', 'create-blocks-from', 'openmetrics', 'history.txt', 'data'],
      folder,
    );
    if (code !== 0) throw new Error(printed);
  }
  const port = await freePort();
  const child = spawn(
    findProgram('prometheus') ?? 'prometheus',
    [
      '--config.file=prometheus.yml',
      '--storage.tsdb.path=data',
      `--web.listen-address=127.0.0.1:${String(port)}`,
      '--log.level=error',
    ],
    { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${String(port)}`;
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!(await isReady(address))) {
    if (child.exitCode !== null || performance.now() > giveUpAt) {
      await stop();
      throw new Error('Prometheus did not become ready.');
    }
    await wait(LOOK_EVERY_MS);
  }

  const ask = async (path: string, query: Record<string, string>): Promise<Answered[]> => {
    const response = await fetch(`${address}/api/v1/${path}?${new URLSearchParams(query).toString()}`);
    const answer = v.parse(answerSchema, await response.json());
    if (!answer.data) throw new Error(answer.error);
    if (answer.data.resultType === 'scalar') {
      const [at, value] = v.parse(v.tuple([v.number(), v.string()]), answer.data.result);
      return [{ labels: {}, points: [[at * 1000, toNumber(value)]] }];
    }
    return v.parse(v.array(seriesSchema), answer.data.result).map(({ metric, value, values }) => ({
      labels: metric,
      points: (values ?? (value ? [value] : [])).map(([at, text]) => [at * 1000, toNumber(text)]),
    }));
  };
  const seconds = (ms: number): string => (ms / 1000).toFixed(3);
  return {
    instant: (expression, t) => ask('query', { query: expression, time: seconds(t) }),
    range: (expression, from, to, stepMs) =>
      ask('query_range', {
        query: expression,
        start: seconds(from),
        end: seconds(to),
        step: seconds(stepMs),
      }),
    stop,
  };
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/-/ready`)).ok;
  } catch {
    return false;
  }
}

function toNumber(text: string): number {
  return text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}
