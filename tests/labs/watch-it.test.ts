/** The lab watch-it beside a real Prometheus: its rules, its metrics, its queries and its alerts hold there too. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as load } from 'yaml';
import type { RunRecord } from '../../labs/kit/records.ts';
import { panels } from '../../labs/watch-it/dashboard.ts';
import lab from '../../labs/watch-it/lab.ts';
import type { RunStore } from '../../src/run/store.ts';
import { play } from '../../src/terminal/play.ts';
import { lacksPrometheus, promtool, startPrometheus, type Prometheus } from './prometheus.ts';

const folder = fileURLToPath(new URL('../../labs/watch-it', import.meta.url));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const why = lacksPrometheus ? ` (${lacksPrometheus})` : '';
const STEP_MS = 100;

describe.skipIf(lacksPrometheus)(`by promtool${why}`, () => {
  test('the configuration and both rule files are in order', () => {
    expect(promtool(['check', 'config', 'prometheus.yml'], folder)).toMatchObject({ code: 0 });
    expect(promtool(['check', 'rules', 'solution/alerts.yml'], folder)).toMatchObject({ code: 0 });
  });

  test.each([
    ['alerts.yml', 1],
    ['solution/alerts.yml', 0],
  ])('its tests of the alerts end for %s with %i', (file, code) => {
    const copy = mkdtempSync(join(tmpdir(), 'under-load-rules-'));
    cpSync(join(folder, 'alerts.test.yml'), join(copy, 'alerts.test.yml'));
    cpSync(join(folder, file), join(copy, 'alerts.yml'));
    const tested = promtool(['test', 'rules', 'alerts.test.yml'], copy);
    rmSync(copy, { recursive: true });
    expect(tested, tested.printed).toMatchObject({ code });
  });
});

describe.skipIf(lacksPrometheus)(`while the lab runs${why}`, () => {
  let run: RunStore;
  let prometheus: Prometheus;
  const exposed = new Map<string, string>();
  let startedAt = 0;

  function start(ports: Map<string, number>): Promise<Prometheus> {
    const config = read('prometheus.yml').replace(
      /\b(backend|proxy):\d+/g,
      (_, name: string) => `127.0.0.1:${String(ports.get(name))}`,
    );
    return startPrometheus(config, { 'alerts.yml': read('solution/alerts.yml') });
  }

  async function readMetrics(ports: Map<string, number>): Promise<void> {
    for (const [name, port] of ports) {
      exposed.set(name, await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text());
    }
  }

  beforeAll(async () => {
    const ports = new Map<string, number>();
    let starting: Promise<Prometheus> | undefined;
    let reading: Promise<void> | undefined;
    run = await play(lab, { lab: lab.id, variant: 'solution' }, (record: RunRecord) => {
      if (record.kind === 'run') startedAt = Date.parse(record.startedAt);
      // When the first outage is over, there have been events of every kind.
      if (record.kind === 'event' && record.detail?.['id'] === 'rest') reading ??= readMetrics(ports);
      if (record.kind !== 'process' || record.state !== 'ready' || !record.port) return;
      if (record.process === 'backend' || record.process === 'proxy') ports.set(record.process, record.port);
      if (ports.size === 2) starting ??= start(ports);
    });
    if (!starting) throw new Error('The services did not start.');
    prometheus = await starting;
    await reading;
  }, 90_000);
  afterAll(() => prometheus.stop());

  const ask = (expression: string, part?: string) => {
    const span = part === undefined ? { from: 0, to: run.view.now } : run.view.part(part)!;
    return prometheus.range(expression, startedAt + span.from, startedAt + span.to, STEP_MS);
  };

  test.each(panels.flatMap(({ id, queries }) => queries.map(({ legend, expr }) => ({ id, legend, expr }))))(
    'the query of $id, $legend has data',
    async ({ expr }) => {
      const series = await ask(expr);
      const values = series.flatMap(({ points }) => points.map(([, value]) => value));
      expect(values.filter((value) => Number.isFinite(value)).length).toBeGreaterThan(0);
    },
  );

  const rulesOf = (file: string) => {
    const { groups } = load(read(file)) as { groups: { rules: { alert: string; expr: string }[] }[] };
    return groups.flatMap(({ rules }) => rules);
  };

  test.each(['alerts.yml', 'solution/alerts.yml'])('every series that %s names has data', async (file) => {
    for (const { expr } of rulesOf(file)) {
      const selectors = expr.match(/\w+\{[^}]*\}/g) ?? [];
      expect(selectors, expr).not.toEqual([]);
      for (const selector of selectors) expect(await ask(selector), selector).not.toEqual([]);
    }
  });

  // What the starter's FalseOpen waits for may be missing: a reading of the lag can be lost. The lesson says so.
  test('every expression of the solution’s alerts finds something', async () => {
    for (const { alert, expr } of rulesOf('solution/alerts.yml')) {
      expect(await ask(expr), alert).not.toEqual([]);
    }
  });

  test('Prometheus fires the same alerts as the monitor', async () => {
    const fired = async (part: string) => {
      const firing = await ask('ALERTS{alertstate="firing"}', part);
      return [...new Set(firing.map(({ labels }) => labels['alertname']))];
    };
    expect(await fired('busy')).toContain('FalseOpen');
    expect(await fired('slow')).toContain('BackendFailing');
    for (const [part, wanted, other] of [
      ['busy', 'FalseOpen', 'BackendFailing'],
      ['slow', 'BackendFailing', 'FalseOpen'],
    ] as const) {
      const { from, to } = run.view.part(part)!;
      expect(run.view.events('monitor', `alert.${wanted}.firing`, from, to)).not.toEqual([]);
      expect(run.view.events('monitor', `alert.${other}.firing`, from, to)).toEqual([]);
    }
  });

  test('promtool finds fault with no metric but those of the libraries', () => {
    const complaints = [...exposed.values()].flatMap((text) =>
      promtool(['check', 'metrics'], folder, text).printed.trim().split('\n'),
    );
    const named = [...new Set(complaints.map((line) => line.split(' ')[0]))].sort();
    expect(named).toEqual([
      'circuit',
      'nodejs_active_handles_total',
      'nodejs_active_requests_total',
      'nodejs_active_resources_total',
    ]);
  });
});
