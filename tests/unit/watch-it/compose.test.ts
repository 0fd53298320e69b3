/** compose.yaml and what it mounts: in order as far as it can be seen without Docker. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dashboardJson } from '../../../labs/watch-it/grafana/build.ts';
import { panels } from '../../../labs/watch-it/dashboard.ts';
import { EVALUATE_EVERY_MS, SCRAPE_EVERY_MS } from '../../../labs/watch-it/intervals.ts';

const inRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(inRoot(path), 'utf8');
const yaml = (path: string): unknown => parse(read(path), { merge: true });

/** The part of the Compose Specification that is used. */
const text = v.record(v.string(), v.string());
const lab = {
  build: v.strictObject({ context: v.literal('.'), dockerfile: v.string() }),
  init: v.literal(true),
  read_only: v.literal(true),
  cap_drop: v.tuple([v.literal('ALL')]),
  security_opt: v.tuple([v.literal('no-new-privileges:true')]),
  command: v.array(v.string()),
};
const common = {
  image: v.string(),
  environment: v.optional(text),
  ports: v.optional(v.array(v.string())),
  depends_on: v.optional(v.array(v.string())),
};
const composeSchema = v.strictObject({
  name: v.string(),
  'x-lab': v.unknown(),
  services: v.record(
    v.string(),
    v.union([
      v.strictObject({ ...common, ...lab }),
      v.strictObject({ ...common, volumes: v.array(v.string()) }),
    ]),
  ),
});
const { services } = v.parse(composeSchema, yaml('compose.yaml'));
const service = (name: string) => services[name] ?? expect.fail(`There is no service ${name}.`);

describe('compose.yaml', () => {
  test('has the five services on the ports of the source, for this machine alone', () => {
    expect(Object.fromEntries(Object.entries(services).map(([name, { ports }]) => [name, ports]))).toEqual({
      backend: ['127.0.0.1:3001:3001'],
      proxy: ['127.0.0.1:3000:3000'],
      load: undefined,
      prometheus: ['127.0.0.1:9090:9090'],
      grafana: ['127.0.0.1:3003:3000'],
    });
  });

  test('starts only services that it has, from images of one version, and programs that are there', () => {
    for (const { image, depends_on = [] } of Object.values(services)) {
      expect(depends_on.filter((name) => !(name in services))).toEqual([]);
      expect(image).toMatch(/^under-load-watch-it$|:v?\d+\.\d+\.\d+$/);
    }
    for (const name of ['backend', 'proxy', 'load']) {
      const { command } = service(name) as { command: string[] };
      expect(existsSync(inRoot(`labs/watch-it/${command[1] ?? ''}`)), name).toBe(true);
    }
  });

  test('mounts what is there, for reading only', () => {
    for (const name of ['prometheus', 'grafana']) {
      const { volumes } = service(name) as { volumes: string[] };
      for (const [from = '', , mode] of volumes.map((one) => one.split(':'))) {
        expect(existsSync(inRoot(from)), from).toBe(true);
        expect(mode).toBe('ro');
      }
    }
  });

  test('has the services find each other where they listen', () => {
    expect(service('proxy').environment).toMatchObject({ BACKEND_URL: 'http://backend:3001', PORT: '3000' });
    expect(service('load').environment).toMatchObject({ PROXY_URL: 'http://proxy:3000' });
    expect(yaml('labs/watch-it/prometheus.yml')).toMatchObject({
      scrape_configs: [
        { job_name: 'backend', static_configs: [{ targets: ['backend:3001'] }] },
        { job_name: 'proxy', static_configs: [{ targets: ['proxy:3000'] }] },
      ],
    });
  });

  test('builds with the Node that the project brings', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: { node: string };
    };
    expect(read('labs/watch-it/Dockerfile')).toContain(`FROM node:${optionalDependencies.node}-`);
  });
});

test('Prometheus scrapes as often as the monitor does', () => {
  expect(yaml('labs/watch-it/prometheus.yml')).toMatchObject({
    global: {
      scrape_interval: `${String(SCRAPE_EVERY_MS)}ms`,
      scrape_timeout: `${String(SCRAPE_EVERY_MS)}ms`,
      evaluation_interval: `${String(EVALUATE_EVERY_MS)}ms`,
    },
  });
});

describe('the dashboard', () => {
  const provisioned = 'labs/watch-it/grafana/provisioning';

  test('in the repository is what its builder makes', () => {
    expect(read('labs/watch-it/grafana/dashboards/circuit.json')).toBe(dashboardJson());
  });

  test('has every panel and every query', () => {
    const { panels: drawn } = JSON.parse(dashboardJson()) as {
      panels: { title: string; type: string; targets?: { expr: string }[] }[];
    };
    const found = drawn.filter(({ type }) => type !== 'row');
    expect(found.map(({ title }) => title).sort()).toEqual(panels.map(({ title }) => title).sort());
    expect(found.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).sort()).toEqual(
      panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)).sort(),
    );
  });

  test('is provisioned from where it is mounted, and asks the Prometheus that is provisioned', () => {
    const { volumes } = service('grafana') as { volumes: string[] };
    expect(yaml(`${provisioned}/dashboards/circuit.yml`)).toMatchObject({
      providers: [{ options: { path: volumes.find((one) => one.includes('/dashboards:'))?.split(':')[1] } }],
    });
    expect(yaml(`${provisioned}/datasources/prometheus.yml`)).toMatchObject({
      datasources: [{ uid: 'prometheus', type: 'prometheus', url: 'http://prometheus:9090' }],
    });
    expect(new Set(dashboardJson().match(/"uid": "[^"]*"/g))).toEqual(
      new Set(['"uid": "under-load-circuit"', '"uid": "prometheus"']),
    );
  });
});
