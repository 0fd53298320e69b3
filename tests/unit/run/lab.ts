import type { Lab } from '../../../labs/kit/manifest.ts';
import type { RecordOf, RunRecord } from '../../../labs/kit/records.ts';

/** A lab of nothing, to change for a test. */
export function labWith(change: Partial<Lab> = {}): Lab {
  return {
    id: 'sample-lab',
    title: 'Sample',
    programs: [],
    files: [],
    controls: [],
    scenario: { duration: 10_000, parts: [] },
    charts: [],
    checks: [],
    figures: [],
    requests: [],
    needs: [],
    ...change,
  };
}

export const head: RecordOf<'run'> = {
  kind: 'run',
  t: 0,
  format: 1,
  id: 'run-1',
  lab: 'sample-lab',
  variant: 'starter',
  edited: [],
  node: 'v24.21.0',
  platform: 'linux',
  cores: 2,
  startedAt: '2026-11-21T09:00:00.000Z',
};

export function sample(t: number, values: Record<string, number>, process = 'proxy'): RunRecord {
  return { kind: 'sample', t, process, values };
}

export function event(
  t: number,
  name: string,
  process = 'proxy',
  detail?: Record<string, unknown>,
): RunRecord {
  return { kind: 'event', t, process, name, detail };
}

export function partStart(t: number, id: string): RunRecord {
  return event(t, 'part.start', 'scenario', { id, label: `part ${id}` });
}

export function done(t: number, reason: RecordOf<'done'>['reason'] = 'scenario-ended'): RunRecord {
  return { kind: 'done', t, reason };
}
