/** Reads the log as it grows, and reports each of its lines. The tracer itself knows nothing of this course. */
import { openSync, readSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { report } from '../kit/channel.ts';
import { happened } from '../kit/program.ts';

interface TracerEvent {
  event: 'start' | 'end';
  id: number;
}

const file = openSync('breakdown.log', 'r');
const chunk = Buffer.alloc(65_536);
const decoder = new TextDecoder(); // a character may be cut in two by the end of a chunk
let unread = '';

for (;;) {
  const size = readSync(file, chunk);
  if (size === 0) await wait(50);
  unread += decoder.decode(chunk.subarray(0, size), { stream: true });
  const lines = unread.split('\n');
  unread = lines.pop() ?? '';
  for (const line of lines) reportLine(line);
}

function reportLine(line: string): void {
  try {
    report({ ...(JSON.parse(line) as TracerEvent), kind: 'span' });
  } catch {
    happened('line.unreadable', { line });
  }
}
