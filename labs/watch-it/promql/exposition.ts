/** Reads what `GET /metrics` answers: Prometheus' text format. */

export type Labels = Readonly<Record<string, string>>;

/** One line of it; the metric's name is the label `__name__`, as in Prometheus itself. */
export interface Exposed {
  labels: Labels;
  value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const LABEL = /([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?\s*/y;

/** Every sample of a text; undefined where a line is none. */
export function readExposition(text: string): Exposed[] | undefined {
  const samples: Exposed[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, inBraces = '', value] = LINE.exec(line) ?? [];
    const labels = readLabels(inBraces);
    if (name === undefined || value === undefined || !labels) return undefined;
    samples.push({ labels: { __name__: name, ...labels }, value: readValue(value) });
  }
  return samples;
}

function readLabels(text: string): Labels | undefined {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  let end = 0;
  for (let match = LABEL.exec(text); match; match = LABEL.exec(text)) {
    const [, name = '', value = ''] = match;
    labels[name] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    end = LABEL.lastIndex;
  }
  return end === text.length ? labels : undefined;
}

function readValue(text: string): number {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}
