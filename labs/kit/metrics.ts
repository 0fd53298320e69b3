/**
 * What the metrics of a sample mean, and their units, once. Names are OpenTelemetry's where it has
 * one. Durations are in milliseconds, as all times of a record are (OpenTelemetry uses seconds).
 */
export interface Metric {
  unit: 'ms' | '1' | 'By' | '/s';
  about: string;
}

export const metrics: Readonly<Record<string, Metric>> = {
  'nodejs.eventloop.delay.watchdog': {
    unit: 'ms',
    about:
      'How late the event loop was at most since the last sample, seen by a worker thread while it lasts.',
  },
  'nodejs.eventloop.delay.meter': {
    unit: 'ms',
    about:
      "What a meter inside the loop shows: how late its own 100 ms timer last was. It can't change during a block.",
  },
  'nodejs.eventloop.delay.max': {
    unit: 'ms',
    about: 'Maximum of `monitorEventLoopDelay` since it was last read, as soon as the loop can read it.',
  },
  'nodejs.eventloop.utilization': { unit: '1', about: 'Share of the time that the loop was not idle.' },
  'v8js.memory.heap.used': { unit: 'By', about: 'Bytes of JavaScript objects on the heap.' },
  'v8js.memory.heap.limit': { unit: 'By', about: 'Bytes that the heap has taken from the system.' },
  'nodejs.memory.external': { unit: 'By', about: 'Bytes outside the heap that JavaScript objects hold.' },
  'v8js.gc.duration.sum': { unit: 'ms', about: 'Time spent in garbage collection since the last sample.' },
  'process.memory.usage': { unit: 'By', about: 'Resident set size of the process.' },
  'process.cpu.time': {
    unit: 'ms',
    about: 'Processor time used by all threads of the process since it began, without the one that measures.',
  },
  'process.cpu.utilization': {
    unit: '1',
    about: 'Processor time per time, of one core; all threads of the process but the one that measures.',
  },
  'http.server.request.duration.p50': {
    unit: 'ms',
    about: 'Time to answer, at the server, median of the last second.',
  },
  'http.server.request.duration.p95': {
    unit: 'ms',
    about: 'Time to answer, at the server, 95th percentile of the last second.',
  },
  'http.server.request.duration.max': {
    unit: 'ms',
    about: 'Time to answer, at the server, longest of the last second.',
  },
  'http.server.request.rate': { unit: '/s', about: 'Requests answered by the server in the last second.' },
  'http.client.request.duration.p50': {
    unit: 'ms',
    about: 'Time to be answered, seen by the caller, median of the last second.',
  },
  'http.client.request.duration.p95': {
    unit: 'ms',
    about: 'Time to be answered, seen by the caller, 95th percentile of the last second.',
  },
  'http.client.request.duration.p99': {
    unit: 'ms',
    about: 'Time to be answered, seen by the caller, 99th percentile of the last second.',
  },
  'http.client.request.duration.max': {
    unit: 'ms',
    about: 'Time to be answered, seen by the caller, longest of the last second.',
  },
  'http.client.request.rate': { unit: '/s', about: 'Requests of this caller that ended in the last second.' },
  'http.client.request.rate.ok': { unit: '/s', about: 'Answers with a 2xx status in the last second.' },
  'http.client.request.rate.rejected': {
    unit: '/s',
    about: 'Answers with status 503 in the last second: turned away.',
  },
  'http.client.request.rate.failed': {
    unit: '/s',
    about: 'Other answers, and requests without one, in the last second.',
  },
  'http.client.request.rate.unsent': {
    unit: '/s',
    about: 'Requests that were due but gave up waiting for a connection, in the last second.',
  },
  'http.client.requests.ok': { unit: '1', about: 'Answers with a 2xx status since the run began.' },
};
