/** What a run of this lab shows, in figures. Times in ms. */
import type { Figure } from '../kit/manifest.ts';
import type { WaterfallGroup } from '../kit/panels.ts';
import type { RunView } from '../kit/run-view.ts';
import { median, tracedRequests, typicalRequest, type Span } from './trace.ts';

export const ROUTES = ['/stock', '/report', '/partner'] as const;
/** Of a call's time: with less, the remote service is not what made it slow. */
const SHARE_TO_BLAME = 0.5;

/** How long the calls of a route took, as its service saw it. */
export function callMs(run: RunView, route: string): number | undefined {
  const calls = tracedRequests(run)
    .filter((one) => one.route === route)
    .flatMap(({ children }) => children.filter(({ type }) => type === 'HTTP_CLIENT_REQUEST'));
  return median(calls.map(({ duration }) => duration));
}

/** How long the remote service says that it needed for them. */
export function servedMs(run: RunView, route: string): number | undefined {
  const served = run.events('remote', 'served').filter(({ detail }) => detail?.['path'] === route);
  return median(served.map(({ detail }) => Number(detail?.['ms'])));
}

/** How long its lookups took. */
export function lookupMs(run: RunView, route: string): number | undefined {
  const lookups = tracedRequests(run)
    .filter((one) => one.route === route)
    .flatMap(({ children }) => children.filter(({ type }) => type === 'DNS_LOOKUP'));
  return median(lookups.map(({ duration }) => duration));
}

/** Of the requests of a route: how long they took, or their CPU time with that of their calls. */
export function medianOf(run: RunView, route: string, what: 'duration' | 'spin'): number | undefined {
  const requests = tracedRequests(run).filter((one) => one.route === route);
  return median(requests.map((one) => one[what]));
}

/** The routes whose call was slow because the remote service was. */
export function toBlame(run: RunView): string[] | undefined {
  if (!run.part('routes')?.over) return undefined;
  const shares = ROUTES.map((route) => {
    const [call, served] = [callMs(run, route), servedMs(run, route)];
    return call === undefined || served === undefined ? undefined : served / call;
  });
  if (shares.includes(undefined)) return undefined;
  return ROUTES.filter((_route, i) => (shares[i] ?? 0) >= SHARE_TO_BLAME);
}

/** Median CPU time, as it was traced, of the requests whose cost is known, made in a part of the scenario. */
export function knownSpin(run: RunView, before: number, after: number, alone: boolean): number | undefined {
  const known = tracedRequests(run).filter(({ url }) =>
    url.startsWith(`/known?before=${before}&after=${after}&`),
  );
  const answered = new Set(
    run.events('visitors', 'answered').flatMap(({ t, detail }) => {
      const together = run.part('together');
      return together && t >= together.from === !alone ? [String(detail?.['url'])] : [];
    }),
  );
  return median(known.filter(({ url }) => answered.has(url)).map(({ spin }) => spin));
}

const rounded = (value: number | undefined): string | undefined => value?.toFixed(0);

const NAMES: Record<string, (meta: Record<string, unknown>) => string> = {
  HTTP_CLIENT_REQUEST: (meta) => `call ${String(meta['path']).replace(/\?.*/, '')}`,
  DNS_LOOKUP: (meta) => `look up ${String(meta['hostname'])}`,
};
/** A typical request of each route, as the tracer saw it. */
export function waterfall(run: RunView): WaterfallGroup[] {
  return ROUTES.flatMap((route) => {
    const request = typicalRequest(run, route);
    if (!request) return [];
    const bar = (span: Span, label: string, depth: number) => ({
      label,
      depth,
      from: span.from - request.from,
      to: span.from - request.from + span.duration,
      busy: span.selfSpin,
    });
    return {
      name: route,
      bars: [
        bar(request, `GET ${route}`, 0),
        ...request.children.map((span) =>
          bar(span, NAMES[span.type]?.(span.meta) ?? span.type, span.path.length),
        ),
      ],
    };
  });
}

export const figures: Figure[] = [
  {
    id: 'to-blame',
    label: 'Routes whose call was slow because the remote was',
    unit: '',
    predicted: true,
    read: (run) => {
      const routes = toBlame(run);
      return (
        routes && `${routes.length} of ${ROUTES.length}${routes.length > 0 ? `: ${routes.join(', ')}` : ''}`
      );
    },
  },
  {
    id: 'report-spin',
    label: 'CPU of /report, as traced',
    unit: 'ms',
    read: (run) => (run.part('routes')?.over ? rounded(medianOf(run, '/report', 'spin')) : undefined),
  },
  {
    id: 'lookup',
    label: 'DNS lookup of /partner',
    unit: 'ms',
    read: (run) => (run.part('routes')?.over ? rounded(lookupMs(run, '/partner')) : undefined),
  },
  {
    id: 'split',
    label: '30 + 20 ms of CPU, as traced',
    unit: 'ms',
    read: (run) => (run.part('alone')?.over ? rounded(knownSpin(run, 30, 20, true)) : undefined),
  },
];

/** What the lesson's text says of the recordings. */
export const facts: Figure[] = [
  ...ROUTES.flatMap((route) => [
    {
      id: `took-${route.slice(1)}`,
      unit: 'ms',
      label: `${route} took`,
      read: (run: RunView) => rounded(medianOf(run, route, 'duration')),
    },
    {
      id: `spin-${route.slice(1)}`,
      unit: 'ms',
      label: `CPU of ${route}, as traced`,
      read: (run: RunView) => rounded(medianOf(run, route, 'spin')),
    },
    {
      id: `call-${route.slice(1)}`,
      unit: 'ms',
      label: `The call of ${route}`,
      read: (run: RunView) => rounded(callMs(run, route)),
    },
    {
      id: `served-${route.slice(1)}`,
      unit: 'ms',
      label: `The remote's time for ${route}`,
      read: (run: RunView) => rounded(servedMs(run, route)),
    },
  ]),
  {
    id: 'lookup',
    unit: 'ms',
    label: 'The lookup of /partner',
    read: (run) => rounded(lookupMs(run, '/partner')),
  },
  {
    id: 'took-login',
    unit: 'ms',
    label: '/login took',
    read: (run) => rounded(medianOf(run, '/login', 'duration')),
  },
  {
    id: 'spin-login',
    unit: 'ms',
    label: 'CPU of /login, as traced',
    read: (run) => rounded(medianOf(run, '/login', 'spin')),
  },
  {
    id: 'split',
    unit: 'ms',
    label: '30 + 20 ms, as traced',
    read: (run) => rounded(knownSpin(run, 30, 20, true)),
  },
  {
    id: 'half',
    unit: 'ms',
    label: '50 + 50 ms, as traced',
    read: (run) => rounded(knownSpin(run, 50, 50, true)),
  },
];
