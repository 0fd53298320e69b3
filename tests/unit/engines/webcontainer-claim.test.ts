/** Two tabs, of which one has the container: Node has the browser's locks and channels, for all who ask in one process. */
import { expect, it } from 'vitest';
import { createClaim } from '../../../src/engines/webcontainer/claim.ts';
import { createEngineOn } from '../../../src/engines/webcontainer/engine.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { fakeGround } from './fake-container.ts';

const boot = async (engine: Engine): Promise<string> => {
  const booted = await engine.boot({ signal: new AbortController().signal, onProgress: () => undefined });
  return booted.ok ? 'booted' : booted.error.code;
};
/** A tab whose patience with the other one is short. */
const tab = () => {
  const fake = fakeGround({ claim: createClaim(300) });
  return { ...fake, engine: createEngineOn(fake.ground) };
};

it('goes to the tab that asks while the other is idle, is kept while that runs a lab, and comes back', async () => {
  const first = tab();
  const second = tab();
  expect(await boot(first.engine)).toBe('booted');
  expect(await boot(second.engine), 'the first is idle').toBe('booted');
  expect([first.tornDown(), second.tornDown()], 'what the first had is gone').toEqual([1, 0]);

  const run = second.engine.run({ lab: 'echo' });
  expect(await boot(first.engine), 'the second runs a lab').toBe('second-tab');
  expect(second.tornDown()).toBe(0);

  for (const child of second.spawned) child.exit();
  await run.stop();
  expect(await boot(first.engine), 'the second is idle again').toBe('booted');
  expect(second.tornDown()).toBeGreaterThan(0);
});
