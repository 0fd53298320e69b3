/** A heap with all that is found out of it: classes, dominators, retained sizes. */
import { indexClasses, sumClasses, type ClassIndex, type HeapClass } from './classes.ts';
import { findDominators } from './dominators.ts';
import { essentialEdges } from './essential.ts';
import type { HeapGraph } from './graph.ts';
import { retainedSizes } from './retained.ts';

export interface HeapAnalysis {
  graph: HeapGraph;
  /** By edge, 1 where it holds what it leads to. */
  essential: Uint8Array;
  index: ClassIndex;
  /** By their number in the index. */
  classes: HeapClass[];
  /** Bytes, by ordinal. */
  retained: Float64Array;
}

/** @param onProgress what was done of it, from 0 to 1 */
export function analyse(graph: HeapGraph, onProgress?: (share: number) => void): HeapAnalysis {
  const essential = essentialEdges(graph);
  onProgress?.(0.3);
  const dominators = findDominators(graph, essential);
  onProgress?.(0.75);
  const retained = retainedSizes(graph.node.selfSize, dominators);
  const index = indexClasses(graph);
  const classes = sumClasses(graph, index, dominators, retained);
  onProgress?.(1);
  return { graph, essential, index, classes, retained };
}
