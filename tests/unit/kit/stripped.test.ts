/** Where the labs lie as JavaScript, a learner is still told of the files that they know. */
import { describe, expect, it } from 'vitest';
import { nameHere, namesThere } from '../../../labs/kit/stripped.ts';

describe('names of files', () => {
  it('are the labs’ own where Node strips types', () => {
    expect(nameHere('server.ts')).toBe('server.ts');
    expect(namesThere('/run/echo/server.js:3', '/run/echo/')).toBe('/run/echo/server.js:3');
  });

  it('end in js where it does not', () => {
    expect(nameHere('../kit/load.ts', true)).toBe('../kit/load.js');
    expect(nameHere('tool.mts', true)).toBe('tool.mjs');
    expect(nameHere('haproxy.cfg', true)).toBe('haproxy.cfg');
  });

  it('are told as a learner knows them, in the run’s folder and nowhere else', () => {
    const text = 'at file:///run/echo/ways/one.js:3:7 by /run/node_modules/express/index.js:9';
    expect(namesThere(text, '/run/echo/', true)).toBe(
      'at file:///run/echo/ways/one.ts:3:7 by /run/node_modules/express/index.js:9',
    );
  });
});
