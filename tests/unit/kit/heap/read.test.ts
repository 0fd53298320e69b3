import { expect, test } from 'vitest';
import { readHeap } from '../../../../labs/kit/heap/read.ts';
import type { HeapSource, ReadOptions } from '../../../../labs/kit/heap/read.ts';
import { source, tiny } from './tiny.ts';

const text = tiny([
  { type: 'synthetic', name: '', edges: [['element', 1, 1]] },
  {
    name: 'Süß "quoted" \u2028',
    size: 5_000_000_000,
    detached: 2,
    edges: [
      ['property', 'next', 2],
      ['element', 7, 0],
    ],
  },
  { type: 'string', name: 'end \\ of it', id: 4_000_000_001 },
]);

async function problemOf(given: HeapSource, options?: ReadOptions) {
  const read = await readHeap(given, options);
  if (read.ok) throw new Error('it was read');
  expect(read.problem.message).toMatch(/^\S.*\.$/s);
  expect(read.problem.next).toMatch(/^\S.*\.$/s);
  return read.problem;
}

test.each([1, 2, 3, 64, 100_000])('a snapshot is read in pieces of %i bytes', async (piece) => {
  const read = await readHeap(source(text, piece));
  if (!read.ok) throw new Error(read.problem.message);
  const { graph, bytes } = read;
  expect(bytes).toBe(new TextEncoder().encode(text).length);
  expect([...graph.node.id]).toEqual([1, 3, 4_000_000_001]);
  expect([...graph.node.selfSize]).toEqual([10, 5_000_000_000, 10]);
  expect([...graph.node.firstEdge]).toEqual([0, 1, 3, 3]);
  expect([...graph.node.detachedness]).toEqual([0, 2, 0]);
  expect([...graph.edge.to]).toEqual([1, 2, 0]);
  expect([...graph.node.name].map((name) => graph.texts.at(name))).toEqual([
    '',
    'Süß "quoted" \u2028',
    'end \\ of it',
  ]);
  expect(graph.texts.at(graph.edge.name[1]!)).toBe('next');
});

test('how much was read is told, up to the whole', async () => {
  const shares: number[] = [];
  await readHeap(source(text, 50), { onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(5);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('a file that was cut off says where, at whatever byte it ends', async () => {
  const bytes = new TextEncoder().encode(text);
  for (let length = 1; length < bytes.length; length += 1) {
    const { code } = await problemOf(source(bytes.subarray(0, length)));
    expect([length, code]).toEqual([length, 'truncated']);
  }
  const { message } = await problemOf(source(bytes.subarray(0, text.indexOf('"edges"') + 12)));
  expect(message).toContain('in the middle of its references');
});

test.each([
  ['an empty file', '', 'empty', 'empty'],
  ['a picture', '\u0089PNG\r\n', 'not-json', 'no JSON'],
  ['a web page', '<!doctype html>', 'not-json', 'no JSON'],
  ['a list', '[1,2,3]', 'foreign', 'other JSON'],
  ['an empty object', '{}', 'foreign', 'other JSON'],
  ['a package.json', '{"name":"a","version":"1.0.0"}', 'foreign', 'other JSON'],
  ['a CPU profile', '{"nodes":[{"id":1}],"startTime":1}', 'foreign', '.cpuprofile'],
  ['a heap profile', '{"head":{"callFrame":{}}}', 'foreign', '.heapprofile'],
  ['a trace', '{"traceEvents":[]}', 'foreign', 'performance trace'],
  ['a report', '{"header":{}}', 'foreign', 'diagnostic report'],
  ['another “snapshot”', '{"snapshot":5}', 'foreign', 'not V8’s'],
  ['another “snapshot” object', '{"snapshot":{"meta":{},"nodes":1}}', 'foreign', 'not V8’s'],
  ['braces that are no JSON', '{snapshot:1}', 'not-json', 'no JSON'],
])('%s is named as what it is', async (_, given, code, says) => {
  const problem = await problemOf(source(given));
  expect(problem.code).toBe(code);
  expect(problem.message).toContain(says);
});

test('a compressed file is to be unpacked first', async () => {
  expect((await problemOf(source(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0)))).code).toBe('compressed');
});

test('a file that is too large is refused: before it is read, or when it turns out to be', async () => {
  expect((await problemOf(source(text), { maxBytes: 100 })).code).toBe('too-large');
  let pieces = 0;
  const chunks = (async function* () {
    await Promise.resolve();
    for (;;) {
      pieces += 1;
      yield new TextEncoder().encode(pieces === 1 ? '{"snapshot":' : ' '.repeat(1000));
    }
  })();
  expect((await problemOf({ chunks, size: undefined }, { maxBytes: 5000 })).code).toBe('too-large');
  expect(pieces).toBeLessThan(8);
});

test('a file that cannot be read to its end says why', async () => {
  const chunks = (async function* () {
    yield new TextEncoder().encode('{"snapshot":{');
    await Promise.resolve();
    throw new Error('EIO: i/o error, read');
  })();
  const { code, message } = await problemOf({ chunks, size: undefined });
  expect(code).toBe('unreadable');
  expect(message).toContain('EIO');
});

const damages: [string, (text: string) => string][] = [
  ['an object of an unknown type', (it) => it.replace('"nodes":[9', '"nodes":[99')],
  ['a name that is not there', (it) => it.replace('"nodes":[9,0', '"nodes":[9,999')],
  ['an impossible number', (it) => it.replace('4000000001', '5000000001')],
  ['a number of 400 digits', (it) => it.replace('4000000001', '4'.repeat(400))],
  ['a negative number', (it) => it.replace('4000000001', '-4')],
  ['a fraction', (it) => it.replace('4000000001', '4.5')],
  ['two numbers without a comma', (it) => it.replace('4000000001', '40 01')],
  ['an empty place', (it) => it.replace('4000000001', '')],
  ['a text among the numbers', (it) => it.replace('4000000001', '"4"')],
  ['a reference to no object', (it) => it.replace('"edges":[1,1,6', '"edges":[1,1,600')],
  ['a reference into an object', (it) => it.replace('"edges":[1,1,6', '"edges":[1,1,7')],
  ['a reference of an unknown type', (it) => it.replace('"edges":[1,1,6', '"edges":[9,1,6')],
  ['a reference with a name that is not there', (it) => it.replace('"edges":[1,1,6', '"edges":[2,99,6')],
  ['a reference too many', (it) => it.replace('"edges":[', '"edges":[1,1,6,')],
  ['a field too many', (it) => it.replace('"edges":[', '"edges":[1,')],
  ['objects with more references than there are', (it) => it.replace('"edge_count":3', '"edge_count":2')],
  ['fewer objects than it says', (it) => it.replace('"node_count":3', '"node_count":4')],
  ['more objects than it says', (it) => it.replace('"node_count":3', '"node_count":2')],
  ['objects for all the memory there is', (it) => it.replace('"node_count":3', '"node_count":4000000000')],
  ['its references first', (it) => it.replace('"nodes"', '"x"').replace('"edges"', '"nodes2"')],
  ['the same part twice', (it) => it.replace('"samples"', '"nodes"')],
  ['no strings', (it) => it.replace('"strings"', '"strings2"')],
  ['a string without a comma', (it) => it.replace('"strings":[""', '"strings":["" "x"')],
  ['something behind it', (it) => `${it}{}`],
];
test.each(damages)('a snapshot with %s is damaged, and no more', async (_, damage) => {
  const damaged = damage(text);
  expect(damaged).not.toBe(text);
  for (const piece of [5, 10_000]) expect((await problemOf(source(damaged, piece))).code).toBe('damaged');
});

test('whatever byte is changed, it ends with a graph or a problem', async () => {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1) {
    for (const byte of [0x22, 0x5d]) {
      const changed = bytes.slice();
      changed[at] = byte;
      const read = await readHeap(source(changed, 512));
      if (!read.ok) expect(read.problem.code).toMatch(/^[a-z-]+$/);
    }
  }
});
