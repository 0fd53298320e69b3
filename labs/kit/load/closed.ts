/** Closed loop (autocannon): each connection sends its next request when the last was answered. No connections: it rests. */
import autocannon from 'autocannon';
import type { Settings, StartGenerator } from './generator.ts';
import { outcomeOf } from './ledger.ts';

const UNTIL_STOPPED_S = 3600;
/** Without a rate, it is the server that says how many there are. */
const MOST_REQUESTS = 200_000;
/** It looks this often whether it is to stop. */
const LOOK_EVERY_MS = 50;

export const closedLoop: StartGenerator = (url, initial, ledger) => {
  const start = ({ connections, rate }: Settings): autocannon.Instance | undefined => {
    if (connections === 0) return undefined;
    const instance = autocannon(
      {
        url: url.href,
        connections,
        duration: UNTIL_STOPPED_S,
        maxOverallRequests: MOST_REQUESTS,
        sampleInt: LOOK_EVERY_MS,
        ...(rate > 0 && { overallRate: rate }),
      },
      () => undefined,
    );
    instance.on('response', (_client, status, _bytes, ms) => {
      ledger.add(outcomeOf(status), ms);
    });
    instance.on('reqError', () => {
      ledger.add('failed', 0);
    });
    return instance;
  };
  let running = start(initial);
  const stop = (): void => {
    (running as { stop: () => void } | undefined)?.stop();
  };
  return {
    set: (settings) => {
      stop();
      running = start(settings);
    },
    stop,
  };
};
