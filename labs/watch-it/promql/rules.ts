/** Alerts in Prometheus' own file format, and the state that each is in. */
import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { query, type Query } from './evaluate.ts';
import { readDuration } from './parse.ts';
import { keyOf, type SampleStore } from './store.ts';

const duration = v.pipe(
  v.string(),
  v.check((text) => readDuration(text) !== undefined, 'a duration is written like 1s, 500ms or 1m30s'),
  v.transform((text) => readDuration(text) ?? 0),
);
const texts = v.optional(v.record(v.string(), v.string()));
const fileSchema = v.strictObject({
  groups: v.array(
    v.strictObject({
      name: v.string(),
      rules: v.array(
        v.strictObject({
          alert: v.string(),
          expr: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
          for: v.optional(duration),
          labels: texts,
          annotations: texts,
        }),
      ),
    }),
  ),
});

export interface Alert {
  name: string;
  expression: Extract<Query, { ok: true }>;
  /** How long the expression has to hold before the alert fires, in ms. */
  forMs: number;
}
export type ReadRules = { ok: true; alerts: Alert[] } | { ok: false; message: string };

/** Reads a rule file. What is wrong with it is said with its line, as `alerts.yml:7: …`. */
export function readRules(text: string, file = 'alerts.yml'): ReadRules {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: readonly (string | number)[]): string => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range =
        typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[]) : [];
      if (range[0] !== undefined) return `${file}:${lines.linePos(range[0]).line}: `;
    }
    return `${file}: `;
  };
  const [error] = document.errors;
  if (error)
    return {
      ok: false,
      message: `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0] ?? ''}`,
    };
  const parsed = v.safeParse(fileSchema, document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    return { ok: false, message: `${lineOf(path)}${path.join('.')}: ${issue.message}` };
  }
  const alerts: Alert[] = [];
  for (const [g, { rules }] of parsed.output.groups.entries()) {
    for (const [r, rule] of rules.entries()) {
      const expression = query(rule.expr);
      if (!expression.ok) {
        return {
          ok: false,
          message: `${lineOf(['groups', g, 'rules', r, 'expr'])}${rule.alert}: ${expression.message}`,
        };
      }
      alerts.push({ name: rule.alert, expression, forMs: rule.for ?? 0 });
    }
  }
  return { ok: true, alerts };
}

export type AlertState = 'inactive' | 'pending' | 'firing';

/** Follows one alert from evaluation to evaluation. Gives its state, or what is wrong with its expression. */
export function followAlert(
  alert: Alert,
): (store: SampleStore, t: number) => { ok: true; state: AlertState } | { ok: false; message: string } {
  /** Since when each series of the expression has been there. */
  let since = new Map<string, number>();
  return (store, t) => {
    const result = alert.expression.at(store, t);
    if (!result.ok) return { ok: false, message: `${alert.name}: ${result.message}` };
    since = new Map(result.points.map(({ labels }) => [keyOf(labels), since.get(keyOf(labels)) ?? t]));
    const longest = Math.max(-1, ...[...since.values()].map((from) => t - from));
    return { ok: true, state: longest < 0 ? 'inactive' : longest >= alert.forMs ? 'firing' : 'pending' };
  };
}
