/** All records of a run in order, in as little memory as they need: what is saved as a file at its end. */
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';

/** Numbers that are added at once. */
const BLOCK = 4096;

export interface KeptRecords {
  add: (record: RunRecord) => void;
  /** False once there were more than are kept: then none is. */
  readonly whole: boolean;
  /** Made anew with each call. */
  all: () => RunRecord[];
}

interface Shape {
  process: string;
  metrics: readonly string[];
}

/**
 * Samples are nearly all of a run, and all alike: kept are their numbers alone, and once for each kind what
 * was measured of which program.
 *
 * @param most records that are kept
 * @param mostText characters of output that are kept
 */
export function createKeptRecords(most: number, mostText: number): KeptRecords {
  /** A record, or for a sample the number of its shape; its numbers come next in `blocks`. */
  let order: (RunRecord | number)[] | undefined = [];
  let blocks: Float64Array[] = [];
  let count = 0;
  let text = 0;
  const shapes: Shape[] = [];
  const shapeNumbers = new Map<string, number>();

  const push = (value: number) => {
    if (count % BLOCK === 0) blocks.push(new Float64Array(BLOCK));
    const block = blocks.at(-1);
    if (block) block[count % BLOCK] = value;
    count += 1;
  };
  const shapeOf = ({ process, values }: RecordOf<'sample'>): number => {
    const metrics = Object.keys(values);
    // In a name may be any character: as JSON no two shapes have the same key.
    const key = JSON.stringify([process, metrics]);
    const number = shapeNumbers.get(key) ?? shapes.push({ process, metrics }) - 1;
    shapeNumbers.set(key, number);
    return number;
  };
  const unpacked = (entries: readonly (RunRecord | number)[]): RunRecord[] => {
    let at = 0;
    const next = () => {
      const value = blocks[Math.floor(at / BLOCK)]?.[at % BLOCK] ?? 0;
      at += 1;
      return value;
    };
    return entries.map((entry): RunRecord => {
      if (typeof entry !== 'number') return entry;
      const { process, metrics } = shapes[entry] ?? { process: '', metrics: [] };
      const t = next();
      return {
        kind: 'sample',
        t,
        process,
        values: Object.fromEntries(metrics.map((metric) => [metric, next()])),
      };
    });
  };

  return {
    add(record) {
      if (!order) return;
      if (record.kind === 'text') text += record.text.length;
      if (order.length >= most || text > mostText) {
        order = undefined;
        blocks = [];
        return;
      }
      if (record.kind !== 'sample') {
        order.push(record);
        return;
      }
      order.push(shapeOf(record));
      push(record.t);
      for (const value of Object.values(record.values)) push(value);
    },
    get whole() {
      return order !== undefined;
    },
    all: () => unpacked(order ?? []),
  };
}
