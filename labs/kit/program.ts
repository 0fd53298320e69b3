/**
 * What a lab's program may use: its controls, a way to say that something happened, and two ways
 * to keep a processor busy. It works without a supervisor too: `node proxy.ts workMs=50`.
 */
import type CircuitBreaker from 'opossum';
import { report } from './channel.ts';
import type { ControlValue } from './records.ts';

export const CONTROLS_VARIABLE = 'UNDER_LOAD_CONTROLS';

/** A message from the supervisor: a control changed, or (without a value) the program's own counts again. */
export interface ControlChange {
  type: 'control';
  name: string;
  value?: ControlValue;
}

function fromCommandLine(defaults: Record<string, ControlValue>): [string, ControlValue][] {
  return process.argv.slice(2).flatMap((argument): [string, ControlValue][] => {
    const [name, text] = argument.split('=', 2);
    if (name === undefined || text === undefined || !(name in defaults)) return [];
    if (typeof defaults[name] === 'number') return Number.isNaN(Number(text)) ? [] : [[name, Number(text)]];
    return [[name, typeof defaults[name] === 'boolean' ? text === 'true' : text]];
  });
}

/**
 * The program's controls: an object whose values change while the program runs. `defaults` are the
 * values without a supervisor, where `name=value` on the command line sets them.
 */
export function liveControls<T extends Record<string, ControlValue>>(
  defaults: T,
  onChange?: (name: string) => void,
): { readonly [K in keyof T]: T[K] extends number ? number : T[K] extends boolean ? boolean : string } {
  const given = JSON.parse(process.env[CONTROLS_VARIABLE] ?? '{}') as Record<string, ControlValue>;
  const values: Record<string, ControlValue> = {
    ...defaults,
    ...Object.fromEntries(fromCommandLine(defaults)),
    ...Object.fromEntries(Object.entries(given).filter(([name]) => name in defaults)),
  };
  process.on('message', (message: ControlChange) => {
    const own = defaults[message.name];
    if (own === undefined) return;
    values[message.name] = message.value ?? own;
    onChange?.(message.name);
  });
  // A program that has nothing else to do may end, whoever listens.
  process.channel?.unref();
  return values as never;
}

/** Says that something happened, for the charts and the checks. */
export function happened(name: string, detail?: Record<string, unknown>): void {
  report(detail ? { kind: 'event', name, detail } : { kind: 'event', name });
}

/** Says that a server listens which this program has started, in place of one of its own: that is when it is ready. */
export function listens(port: number): void {
  report({ kind: 'listening', port });
}

/** Reports numbers, for the charts: each becomes a point of the series of its name. From any thread. */
export function measured(values: Record<string, number>): void {
  report({ kind: 'sample', values });
}

/** Reports every event of an opossum breaker by its own name: `breaker.open`, `breaker.timeout`, … */
export function watchBreaker(breaker: CircuitBreaker): void {
  for (const name of ['open', 'halfOpen', 'close', 'timeout', 'failure'] as const) {
    breaker.on(name as 'open', () => {
      happened(`breaker.${name}`);
    });
  }
}

/** Keeps this thread, and so its event loop, busy until `ms` milliseconds of wall time have passed. */
export function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/**
 * Work: uses `ms` milliseconds of this thread's processor time. It is the same amount in any
 * thread, however many share a core, so that it can be moved but not made cheaper.
 */
export function work(ms: number): void {
  const end = threadTime() + ms;
  while (threadTime() < end);
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
