/**
 * A Prometheus of a few lines, so that the lab runs where there is none. It scrapes both services, asks
 * the dashboard's queries, and evaluates alerts.yml, which a real Prometheus takes as it is.
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { happened, measured } from '../kit/program.ts';
import { panels } from './dashboard.ts';
import { EVALUATE_EVERY_MS, SCRAPE_EVERY_MS } from './intervals.ts';
import { query } from './promql/evaluate.ts';
import { readExposition } from './promql/exposition.ts';
import { followAlert, readRules } from './promql/rules.ts';
import { SampleStore } from './promql/store.ts';

const targets = [
  { job: 'backend', url: process.env['BACKEND_URL'] ?? 'http://127.0.0.1:3001' },
  { job: 'proxy', url: process.env['PROXY_URL'] ?? 'http://127.0.0.1:3000' },
];
const store = new SampleStore();
const agent = new Agent({ keepAlive: true });

/** The text of `GET /metrics`, or undefined where it did not come in time. */
function scrape(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const deadline = AbortSignal.timeout(SCRAPE_EVERY_MS);
    const request = get(`${url}/metrics`, { agent, signal: deadline }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('close', () => resolve(response.complete ? text : undefined));
    });
    request.on('error', () => resolve(undefined));
  });
}

async function takeSample({ job, url }: (typeof targets)[number]): Promise<void> {
  const t = Date.now();
  const text = await scrape(url);
  const samples = text === undefined ? undefined : readExposition(text);
  store.scraped({ job, instance: new URL(url).host }, t, samples);
  measured({ [`scrape.${job}.up`]: samples ? 1 : 0, [`scrape.${job}.duration`]: Date.now() - t });
}

for (const target of targets) setInterval(() => void takeSample(target), SCRAPE_EVERY_MS);

const lines = panels.flatMap(({ id, queries }) =>
  queries
    .filter(({ legend }) => !legend.includes('{{'))
    .map(({ legend, expr }) => ({ name: `${id}.${legend}`, expression: query(expr) })),
);
const rules = readRules(readFileSync('alerts.yml', 'utf8'));
if (!rules.ok) {
  console.error(`RuleError: ${rules.message}`);
  process.exit(1);
}
const alerts = rules.alerts.map((alert) => ({
  name: alert.name,
  follow: followAlert(alert),
  state: 'inactive',
}));
const STATES = ['closed', 'half-open', 'open'];
let seen = '';

setInterval(() => {
  const t = Date.now();
  const values: Record<string, number> = {};
  for (const { name, expression } of lines) {
    if (!expression.ok) throw new Error(`dashboard.ts, ${name}: ${expression.message}`);
    const result = expression.at(store, t);
    const value = result.ok ? result.points[0]?.value : undefined;
    if (value !== undefined && Number.isFinite(value)) values[name] = value;
  }
  measured(values);

  // What somebody sees who looks at the dashboard.
  const state = STATES[values['state.state'] ?? -1] ?? 'unknown';
  if (state !== seen) happened(`seen.${state}`);
  seen = state;

  for (const alert of alerts) {
    const result = alert.follow(store, t);
    if (!result.ok) throw new Error(`alerts.yml: ${result.message}`);
    if (result.state !== alert.state) happened(`alert.${alert.name}.${result.state}`);
    alert.state = result.state;
  }
}, EVALUATE_EVERY_MS);
