/** Closed loop (autocannon): each connection sends its next request when the last was answered. */
import autocannon from 'autocannon';
import type { Settings, StartGenerator } from './generator.ts';
import { outcomeOf } from './ledger.ts';

const UNTIL_STOPPED_S = 3600;

export const closedLoop: StartGenerator = (url, initial, ledger) => {
  const start = ({ connections, rate }: Settings): autocannon.Instance => {
    const instance = autocannon(
      { url: url.href, connections, duration: UNTIL_STOPPED_S, ...(rate > 0 && { overallRate: rate }) },
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
    (running as unknown as { stop: () => void }).stop();
  };
  return {
    set: (settings) => {
      stop();
      running = start(settings);
    },
    stop,
  };
};
