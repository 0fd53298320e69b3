/**
 * Reads a heap snapshot of V8 as its bytes come: neither the file nor its JSON is ever whole in memory.
 * Free of Node's and of the browser's own modules, since it runs in both.
 */
import { readDocument, type DocumentState } from './document.ts';
import { buildGraph, type GraphBuilder, type HeapGraph } from './graph.ts';
import { readLayout, type Layout } from './layout.ts';
import { readNumbers } from './numbers.ts';
import type { Part } from './part.ts';
import * as problem from './problem.ts';
import type { HeapProblem } from './problem.ts';
import { readValue, skipValue } from './skip.ts';
import { readTexts } from './texts.ts';

/** A file, as it is handed over. */
export interface HeapSource {
  chunks: AsyncIterable<Uint8Array>;
  /** Of the whole file, in bytes; undefined where it is not known. */
  size: number | undefined;
}
export interface ReadOptions {
  /** The largest file to read, in bytes. */
  maxBytes?: number;
  /** How much of the file was read, from 0 to 1; never where its size is not known. */
  onProgress?: (share: number) => void;
}
export type ReadHeap = { ok: true; graph: HeapGraph; bytes: number } | { ok: false; problem: HeapProblem };

/** A heap of this size fits into what a tab may take, several times over. */
export const MOST_BYTES = 512 * 1024 * 1024;
/** The head of a snapshot has 2 kB. */
const MOST_HEAD = 64 * 1024;
/** Rows that are put into columns at once. */
const ROWS = 4096;
/** A number has a digit and a comma. */
const LEAST_BYTES = 2;

/** Reads a snapshot; whatever the bytes are, it ends with a graph or with a problem. */
export async function readHeap(
  { chunks, size }: HeapSource,
  { maxBytes = MOST_BYTES, onProgress }: ReadOptions = {},
): Promise<ReadHeap> {
  if (size !== undefined && size > maxBytes) return { ok: false, problem: problem.tooLarge(size, maxBytes) };
  const reader = createReader(size ?? maxBytes);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (bytes === 0 && chunk.length > 0) {
        const what = firstSight(chunk);
        if (what) return { ok: false, problem: what };
      }
      bytes += chunk.length;
      if (bytes > maxBytes) return { ok: false, problem: problem.tooLarge(bytes, maxBytes) };
      const what = reader.push(chunk);
      if (what) return { ok: false, problem: what };
      if (size !== undefined && size > 0) onProgress?.(Math.min(1, bytes / size));
    }
  } catch (error) {
    return { ok: false, problem: problem.unreadable(error instanceof Error ? error.message : String(error)) };
  }
  if (bytes === 0) return { ok: false, problem: problem.empty() };
  const end = reader.finish(bytes);
  return end.ok ? { ...end, bytes } : end;
}

/** What the first bytes give away. */
function firstSight(chunk: Uint8Array): HeapProblem | undefined {
  if (chunk[0] === 0x1f && (chunk.length < 2 || chunk[1] === 0x8b)) return problem.compressed();
  const text = new TextDecoder().decode(chunk.subarray(0, 64)).trimStart();
  if (text.startsWith('{') || text === '') return undefined;
  return text.startsWith('[') ? problem.foreign('other JSON') : problem.notJson();
}

/** By the first key of its JSON. */
const KNOWN: Record<string, string> = {
  head: 'a sampling heap profile (.heapprofile)',
  nodes: 'a CPU profile (.cpuprofile)',
  traceEvents: 'a performance trace',
  header: 'a diagnostic report of Node',
};

interface Reader {
  push: (chunk: Uint8Array) => HeapProblem | undefined;
  finish: (bytes: number) => { ok: true; graph: HeapGraph } | { ok: false; problem: HeapProblem };
}

/** @param size bytes that the file may have at most */
function createReader(size: number): Reader {
  const head = readValue(MOST_HEAD);
  const seen = new Set<string>();
  let layout: Layout | undefined;
  let builder: GraphBuilder | undefined;
  let texts: ReturnType<typeof readTexts> | undefined;
  let wrong: HeapProblem | undefined;
  let bytes = 0;

  const rows = (width: number, add: (batch: Float64Array, length: number) => string | undefined): Part =>
    readNumbers(width * ROWS, (batch, length) => {
      const what = add(batch, length);
      if (what !== undefined) wrong = problem.damaged(what);
      return what === undefined;
    });

  /** Nothing is set aside for more than a file of this size can hold, whatever its head says. */
  function begin(text: string): boolean {
    layout = readLayout(text);
    if (!layout) {
      wrong = problem.foreign('JSON with a “snapshot” that is not V8’s');
      return false;
    }
    const numbers = layout.nodeCount * layout.node.width + layout.edgeCount * layout.edge.width;
    if (numbers * LEAST_BYTES > size) {
      wrong = problem.damaged('it says that it has more objects than fit into it');
      return false;
    }
    builder = buildGraph(layout);
    return true;
  }

  function partOf(key: string): Part | undefined {
    if (seen.size === 0 && key !== 'snapshot') {
      wrong = problem.foreign(KNOWN[key] ?? 'other JSON');
      return undefined;
    }
    if (seen.has(key)) {
      wrong = problem.damaged(`it has “${key}” twice`);
      return undefined;
    }
    seen.add(key);
    if (key === 'snapshot') return head;
    if (!layout || !builder) return undefined;
    if (key === 'nodes') return rows(layout.node.width, builder.addNodes);
    if (key === 'edges') {
      if (seen.has('nodes')) return rows(layout.edge.width, builder.addEdges);
      wrong = problem.damaged('its references come before its objects');
      return undefined;
    }
    if (key === 'strings') return (texts = readTexts(Math.max(0, Math.min(size - bytes, EXPECTED_TEXT))));
    return skipValue();
  }

  const document = readDocument(partOf, (key) => key !== 'snapshot' || begin(head.text()));

  return {
    push: (chunk) => {
      if (!document.push(chunk)) {
        return (
          wrong ??
          (seen.size === 0
            ? problem.notJson()
            : problem.damaged(`in its ${partName(document)} is what cannot be there`))
        );
      }
      bytes += chunk.length;
      return undefined;
    },
    finish: (total) => {
      const fail = (what: HeapProblem) => ({ ok: false, problem: what }) as const;
      if (seen.size === 0 && document.state === 'end') return fail(problem.foreign('other JSON'));
      if (document.state !== 'end') return fail(problem.truncated(total, partName(document)));
      if (!builder || !texts || !seen.has('nodes') || !seen.has('edges')) {
        return fail(problem.damaged('its objects, references or strings are missing'));
      }
      const finished = builder.finish(texts.texts());
      return finished.ok ? finished : fail(problem.damaged(finished.what));
    },
  };
}

/** What is set aside for texts at first, in bytes. */
const EXPECTED_TEXT = 16 * 1024 * 1024;

/** For a person: where in the file reading stopped. */
function partName({ state, key }: { state: DocumentState; key: string }): string {
  const names: Record<string, string> = { snapshot: 'head', nodes: 'objects', edges: 'references' };
  return state === 'start' ? 'head' : (names[key] ?? (key === '' ? 'head' : key.replaceAll('_', ' ')));
}
