/** A synthetic supervisor: 200 MB of output, as fast as it is taken. */
import { begin, end, now, PROGRAMS, write } from './synthetic.ts';

const BYTES = 200_000_000;
const LINE = 200;
const AT_ONCE = 100;

await begin();
for (let sent = 0; sent < BYTES; sent += LINE * AT_ONCE) {
  const t = now();
  await write(
    ...Array.from({ length: AT_ONCE }, (_, i) => ({
      kind: 'text' as const,
      t,
      process: PROGRAMS[i % PROGRAMS.length] ?? 'backend',
      stream: 'stdout' as const,
      text: `${String(sent + i * LINE)} `.padEnd(LINE, 'the quick brown fox '),
    })),
  );
}
await end('scenario-ended');
