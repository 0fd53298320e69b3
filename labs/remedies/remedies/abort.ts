/** Gives up the request itself when its time is over, so that its socket is free. */
export const call = (ask: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> =>
  ask(AbortSignal.timeout(500));
