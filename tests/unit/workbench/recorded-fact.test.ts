import { afterEach, expect, test, vi } from 'vitest';
import { recordedConditions, recordedFact } from '../../../src/workbench/recorded-fact.ts';

vi.mock('../../../src/workbench/recorded-store.ts', () => ({
  recordedStore: () => Promise.resolve(undefined),
}));
afterEach(() => vi.unstubAllEnvs());

test('a draft can be read before its lab was recorded: what is not known yet is left open', async () => {
  vi.stubEnv('DEV', true);
  expect((await recordedFact('sick-service', 'starter', 'p99')).value).toBe('–');
  expect(await recordedConditions('sick-service', 'starter')).toBe('not recorded yet');
});

test('what readers get is never built without its recording', async () => {
  vi.stubEnv('DEV', false);
  await expect(recordedFact('sick-service', 'starter', 'p99')).rejects.toThrow('has no fact "p99"');
});
