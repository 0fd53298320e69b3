/** An expression of PromQL as a tree. The grammar is Prometheus' own; the part of it that is known here is small. */
import { parser } from '@prometheus-io/lezer-promql';
import type { Matcher } from './store.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'selector'; name: string; matchers: Matcher[]; rangeMs: number | undefined; offsetMs: number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'aggregate'; operation: Aggregation; grouping: Grouping; of: Expression }
  | {
      kind: 'binary';
      operator: Operator;
      bool: boolean;
      matching: Grouping | undefined;
      left: Expression;
      right: Expression;
    }
  | { kind: 'negative'; of: Expression };

/** Which labels count: these (`by`, `on`), or all but these (`without`, `ignoring`). */
export interface Grouping {
  only: boolean;
  labels: string[];
}

const aggregations = ['sum', 'min', 'max', 'avg', 'count'] as const;
export type Aggregation = (typeof aggregations)[number];
const operators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'and',
  'or',
  'unless',
] as const;
export type Operator = (typeof operators)[number];

/** Says what is wrong with an expression, in a sentence. */
export class QueryProblem extends Error {
  override name = 'QueryProblem';
}

/** Throws a `QueryProblem` where the text is no PromQL, or PromQL that only Prometheus itself knows. */
export function parse(text: string): Expression {
  const tree = parser.parse(text);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) throw new QueryProblem(`This is not PromQL: ${near(text, from)}.`);
    },
  });
  const top = tree.topNode.firstChild;
  if (!top) throw new QueryProblem('The expression is empty.');
  return read(top, text);
}

function near(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 20), at).trim();
  const after = text.slice(at, at + 20).trim();
  if (after === '') return `something is missing after “${before}”`;
  return before === '' ? `it begins with “${after}”` : `“${after}” after “${before}”`;
}

function read(node: SyntaxNode, text: string): Expression {
  const own = text.slice(node.from, node.to);
  switch (node.name) {
    case 'ParenExpr':
      return read(child(node, 0), text);
    case 'NumberDurationLiteral':
      return { kind: 'number', value: readNumber(own) };
    case 'UnaryExpr': {
      const of = read(child(node, 1), text);
      return own.startsWith('-') ? { kind: 'negative', of } : of;
    }
    case 'VectorSelector':
      return { kind: 'selector', ...readSelector(node, text), rangeMs: undefined, offsetMs: 0 };
    case 'MatrixSelector': {
      const of = read(child(node, 0), text);
      if (of.kind !== 'selector') throw new QueryProblem(`A range needs a metric before it: ${own}.`);
      return { ...of, rangeMs: durationOf(child(node, 1), text) };
    }
    case 'OffsetExpr': {
      const of = read(child(node, 0), text);
      if (of.kind !== 'selector') throw new QueryProblem(`offset needs a metric before it: ${own}.`);
      const duration = node.getChild('OffsetDurationExpr');
      return { ...of, offsetMs: duration ? durationOf(duration, text) : 0 };
    }
    case 'FunctionCall': {
      const name = textOf(node.getChild('FunctionIdentifier'), text);
      return { kind: 'call', name, args: argumentsOf(node, text).map((one) => read(one, text)) };
    }
    case 'AggregateExpr':
      return readAggregate(node, text);
    case 'BinaryExpr':
      return readBinary(node, text);
    default:
      throw unknown(own);
  }
}

function unknown(what: string): QueryProblem {
  return new QueryProblem(
    `“${what}” is not known here. Prometheus itself may know it; promql/README.md lists what is.`,
  );
}

function readAggregate(node: SyntaxNode, text: string): Expression {
  const name = textOf(node.getChild('AggregateOp'), text).toLowerCase();
  const operation = aggregations.find((one) => one === name);
  if (!operation) throw unknown(name);
  const modifier = node.getChild('AggregateModifier');
  const [of] = argumentsOf(node, text);
  if (!of) throw new QueryProblem(`${name}() of what?`);
  return {
    kind: 'aggregate',
    operation,
    grouping: modifier
      ? { only: modifier.getChild('By') !== null, labels: groupingLabels(modifier, text) }
      : { only: true, labels: [] },
    of: read(of, text),
  };
}

function readBinary(node: SyntaxNode, text: string): Expression {
  const all = children(node);
  const [left, operatorNode] = all;
  const right = all.at(-1);
  if (!left || !operatorNode || !right) throw unknown(text.slice(node.from, node.to));
  const name = text.slice(operatorNode.from, operatorNode.to).toLowerCase();
  const operator = operators.find((one) => one === name);
  if (!operator) throw unknown(name);
  if (node.getChild('FillModifier')) throw unknown('fill');
  const clause = node.getChild('MatchingModifierClause');
  if (clause?.getChild('GroupLeft') ?? clause?.getChild('GroupRight')) throw unknown('group_left');
  return {
    kind: 'binary',
    operator,
    bool: node.getChild('BoolModifier') !== null,
    matching: clause
      ? { only: clause.getChild('On') !== null, labels: groupingLabels(clause, text) }
      : undefined,
    left: read(left, text),
    right: read(right, text),
  };
}

function readSelector(node: SyntaxNode, text: string): { name: string; matchers: Matcher[] } {
  const name = textOf(node.getChild('Identifier'), text);
  const inBraces = node.getChild('LabelMatchers');
  const matchers = inBraces ? children(inBraces).map((one) => readMatcher(one, text)) : [];
  if (name === '' && matchers.length === 0) throw new QueryProblem('{} would be every metric there is.');
  if (name !== '') matchers.push({ label: '__name__', matches: (value) => value === name });
  return { name, matchers };
}

function readMatcher(node: SyntaxNode, text: string): Matcher {
  if (node.name !== 'UnquotedLabelMatcher') throw unknown(text.slice(node.from, node.to));
  const label = textOf(node.getChild('LabelName'), text);
  const operator = textOf(node.getChild('MatchOp'), text);
  const wanted = readString(textOf(node.getChild('StringLiteral'), text));
  if (operator === '=') return { label, matches: (value) => value === wanted };
  if (operator === '!=') return { label, matches: (value) => value !== wanted };
  const expression = new RegExp(`^(?:${wanted})$`, 's');
  return { label, matches: (value) => expression.test(value) === (operator === '=~') };
}

function readString(literal: string): string {
  const inside = literal.slice(1, -1);
  if (literal.startsWith('`')) return inside;
  return inside.replace(/\\(.)/g, (_, escaped: string) => ({ n: '\n', t: '\t' })[escaped] ?? escaped);
}

function readNumber(text: string): number {
  const plain = text.replace(/\s/g, '');
  if (/^[+-]?inf$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(plain)) return NaN;
  if (!Number.isNaN(Number(plain))) return Number(plain);
  const ms = readDuration(plain);
  if (ms === undefined) throw unknown(text);
  return ms / 1000;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** `1m30s` in ms; undefined for what is no duration. */
export function readDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.reduce((sum, [, count = '0', unit = 's']) => sum + Number(count) * (UNITS_MS[unit] ?? 0), 0);
}

function durationOf(node: SyntaxNode, text: string): number {
  const own = text.slice(node.from, node.to);
  const ms = readDuration(own);
  if (ms === undefined) throw unknown(own);
  return ms;
}

function groupingLabels(node: SyntaxNode, text: string): string[] {
  const list = node.getChild('GroupingLabels');
  return list ? list.getChildren('LabelName').map((label) => textOf(label, text)) : [];
}

function argumentsOf(node: SyntaxNode, _text: string): SyntaxNode[] {
  const body = node.getChild('FunctionCallBody');
  return body ? children(body) : [];
}

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let one = node.firstChild; one; one = one.nextSibling) all.push(one);
  return all;
}

function child(node: SyntaxNode, index: number): SyntaxNode {
  const found = children(node)[index];
  if (!found) throw new QueryProblem('The expression is not whole.');
  return found;
}

function textOf(node: SyntaxNode | null | undefined, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}
