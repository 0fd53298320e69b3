const recent: number[] = [];

export const options = { timeout: false } as const; // `call` says when a call has failed

/** Three times what calls took lately, but at least 500 ms and at most 2 s. */
function patience(): number {
  const sorted = recent.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return Math.min(2000, Math.max(500, 3 * p95));
}

export async function call(ask: () => Promise<unknown>): Promise<unknown> {
  const began = performance.now();
  const answer = ask();
  void answer.finally(() => {
    recent.push(performance.now() - began); // those that came too late, too: else it learns nothing
    if (recent.length > 100) recent.shift();
  });
  const ms = patience();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms.toFixed(0)} ms`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
