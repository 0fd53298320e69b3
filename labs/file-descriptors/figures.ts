/** What a run of this lab shows, in figures. */
import type { Figure } from '../kit/manifest.ts';
import type { TableRow } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';

/** What became of the clients of one part of the scenario. */
export interface Outcome {
  /** Got the page. */
  page: number;
  /** Got an answer that was not the page. */
  error: number;
  /** The connection was closed without an answer. */
  reset: number;
  /** Anything else that went wrong: a time-out, a refusal. */
  other: number;
  /** Connections that the server says it has dropped. */
  dropped: number;
  /** `error` events of the server. */
  serverErrors: number;
}

export function outcomeOf(run: RunView, part: string): Outcome | undefined {
  const time = run.part(part);
  if (!time) return undefined;
  const answers = run.events('clients', 'client.answer', time.from, time.to);
  const errors = run.events('clients', 'client.error', time.from, time.to);
  const pages = answers.filter(({ detail }) => detail?.['status'] === 200).length;
  const resets = errors.filter(({ detail }) => detail?.['code'] === 'ECONNRESET').length;
  return {
    page: pages,
    error: answers.length - pages,
    reset: resets,
    other: errors.length - resets,
    dropped: run.events('server', 'server.drop', time.from, time.to).length,
    serverErrors: run.events('server', 'server.error', time.from, time.to).length,
  };
}

export const OUTCOME_COLUMNS = ['Clients', 'page', 'error', 'reset', 'drop events', 'error events'];

const PARTS = [
  { id: 'few', head: '10 at first' },
  { id: 'crowd', head: '100 at once' },
  { id: 'after', head: '10 afterwards' },
];

export function outcomeRows(run: RunView): TableRow[] {
  return PARTS.map(({ id, head }) => {
    const outcome = outcomeOf(run, id);
    if (!outcome) return { head, cells: [undefined, undefined, undefined, undefined, undefined] };
    const { page, error, reset, dropped, serverErrors } = outcome;
    return { head, cells: [page, error, reset, dropped, serverErrors].map(String) };
  });
}

interface Limit {
  soft: number;
  hard: number;
}

export function limitOf(run: RunView, who: string): Limit | undefined {
  const found = run.events('limits', 'limits').find(({ detail }) => detail?.['who'] === who);
  return found && { soft: Number(found.detail?.['soft']), hard: Number(found.detail?.['hard']) };
}

export const LIMIT_COLUMNS = ['Program', 'soft', 'hard'];

const PROGRAMS = [
  { who: 'shell', head: 'a shell' },
  { who: 'node', head: 'Node' },
  { who: 'child', head: 'a shell started by Node' },
];

export function limitRows(run: RunView): TableRow[] {
  return PROGRAMS.map(({ who, head }) => {
    const limit = limitOf(run, who);
    return { head, cells: limit ? [String(limit.soft), String(limit.hard)] : [undefined, undefined] };
  });
}

/** Descriptors that the server had open when it began to listen, and its limit. */
export function filesAtStart(run: RunView): { open: number; limit: number } | undefined {
  const [found] = run.events('server', 'server.files');
  return found && { open: Number(found.detail?.['open']), limit: Number(found.detail?.['limit']) };
}

const text = (value: number | undefined): string | undefined => value?.toString();

function crowd(count: (outcome: Outcome) => number): Figure['read'] {
  return (run) => {
    const outcome = outcomeOf(run, 'crowd');
    return outcome && text(count(outcome));
  };
}

export const figures: Figure[] = [
  {
    id: 'page',
    label: 'Got the page, of 100',
    unit: '',
    predicted: true,
    read: crowd(({ page }) => page),
  },
  { id: 'reset', label: 'Reset', unit: '', read: crowd(({ reset }) => reset) },
  { id: 'dropped', label: 'Known to the server', unit: '', read: crowd(({ dropped }) => dropped) },
];

const fact = (id: string, label: string, read: Figure['read']): Figure => ({ id, label, unit: '', read });

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  fact(
    'page',
    'Got the page, of 100',
    crowd(({ page }) => page),
  ),
  fact(
    'error',
    'Got an error, of 100',
    crowd(({ error }) => error),
  ),
  fact(
    'reset',
    'Reset, of 100',
    crowd(({ reset }) => reset),
  ),
  fact(
    'dropped',
    'Drop events',
    crowd(({ dropped }) => dropped),
  ),
  fact(
    'server-errors',
    'Error events of the server',
    crowd(({ serverErrors }) => serverErrors),
  ),
  fact('open', 'Files open at the start', (run) => text(filesAtStart(run)?.open)),
  fact('limit', 'Limit of open files', (run) => text(filesAtStart(run)?.limit)),
  fact('after', 'Got the page afterwards, of 10', (run) => text(outcomeOf(run, 'after')?.page)),
  ...PROGRAMS.flatMap(({ who, head }) => [
    fact(`${who}-soft`, `Soft limit of ${head}`, (run) => text(limitOf(run, who)?.soft)),
    fact(`${who}-hard`, `Hard limit of ${head}`, (run) => text(limitOf(run, who)?.hard)),
  ]),
];
