/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

const detail = (run: RunView, process: string, name: string): Record<string, unknown> | undefined =>
  run.events(process, name)[0]?.detail;

/** The route that is to blame, as it was drawn. */
export const fault = (run: RunView): string | undefined =>
  detail(run, 'service', 'fault')?.['route'] as string;

/** What `session.ts` returned; undefined until it has. */
export function diagnosis(run: RunView): { cause: string; ms: number } | undefined {
  const found = detail(run, 'operator', 'diagnosis');
  return found && { cause: asText(found['cause']), ms: Number(found['ms']) };
}

/** When the operator came, in ms since the run began. */
export const cameAt = (run: RunView): number | undefined => run.part('operator')?.from;

const last = (run: RunView, process: string, metric: string, to?: number): number | undefined =>
  run.samples(process, metric, 0, to).at(-1)?.value;

/** Customers that waited when the operator came. */
export const stuck = (run: RunView): number | undefined => {
  const at = cameAt(run);
  return at === undefined ? undefined : last(run, 'customers', 'customers.waiting', at);
};
export const dropped = (run: RunView): number => run.events('customers', 'customer.dropped').length;
export const waiting = (run: RunView): number | undefined => last(run, 'customers', 'customers.waiting');
export const closed = (run: RunView): boolean => run.events('service', 'service.closed').length > 0;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const ASKED_COLUMNS = ['Typed', 'answer'];

export function askedRows(run: RunView): TableRow[] {
  return run.events('operator', 'asked').map(({ detail: asked }) => ({
    head: asText(asked?.['line']),
    cells: [asText(asked?.['answer']) || '(it has gone)'],
  }));
}

export const WAY_COLUMNS = ['Flags', 'file', 'kB', 'stalled, or ended by', 'the password is in it'];

export function wayRows(run: RunView): TableRow[] {
  return run.events('postmortem', 'way').map(({ detail: way }) => ({
    head: asText(way?.['flags']),
    cells: [
      asText(way?.['file']),
      Number(way?.['kilobytes']).toFixed(0),
      way?.['ended'] === undefined ? `${Number(way?.['stall']).toFixed(0)} ms` : asText(way['ended']),
      way?.['secret'] === true ? 'yes' : 'no',
    ],
  }));
}

export function way(run: RunView, flags: string): Record<string, unknown> | undefined {
  return run.events('postmortem', 'way').find((one) => one.detail?.['flags'] === flags)?.detail;
}

const text = (value: number | undefined): string | undefined => value?.toString();

export const figures: Figure[] = [
  { id: 'stuck', label: 'Customers that waited', unit: '', read: (run) => text(stuck(run)) },
  { id: 'cause', label: 'To blame', unit: '', read: (run) => diagnosis(run) && fault(run) },
  { id: 'diagnosis', label: 'Your diagnosis', unit: '', read: (run) => diagnosis(run)?.cause },
  { id: 'dropped', label: 'Dropped', unit: '', read: (run) => diagnosis(run) && text(dropped(run)) },
];

const fact = (id: string, label: string, unit: string, read: Figure['read']): Figure => ({
  id,
  label,
  unit,
  read,
});
const ofWay = (id: string, flags: string, key: string, unit: string): Figure =>
  fact(id, `${key} of ${flags}`, unit, (run) => {
    const value = way(run, flags)?.[key];
    return typeof value === 'number' ? value.toFixed(0) : asText(value) || undefined;
  });

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  fact('stuck', 'Customers that waited', '', (run) => text(stuck(run))),
  fact('dropped', 'Dropped', '', (run) => text(dropped(run))),
  fact(
    'mode',
    'Permissions of the socket',
    '',
    (run) => detail(run, 'service', 'repl.open')?.['mode'] as string,
  ),
  fact(
    'refused',
    'Why a port was refused',
    '',
    (run) => detail(run, 'service', 'repl.refused')?.['message'] as string,
  ),
  fact('session', 'Time at the prompt', 'ms', (run) => diagnosis(run)?.ms.toFixed(0)),
  fact('cause', 'To blame', '', fault),
  ofWay('report-kb', '--report-on-signal', 'kilobytes', 'kB'),
  ofWay('report-stall', '--report-on-signal', 'stall', 'ms'),
  ofWay('snapshot-kb', '--heapsnapshot-signal=SIGUSR2', 'kilobytes', 'kB'),
  ofWay('snapshot-stall', '--heapsnapshot-signal=SIGUSR2', 'stall', 'ms'),
  ofWay('crash-ended', '--report-uncaught-exception', 'ended', ''),
  ofWay('abort-ended', '--abort-on-uncaught-exception', 'ended', ''),
];
