/** Every way in which a WebContainer can fail to start is told apart, and comes with what to do. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/engines/webcontainer/errors.ts';
import { hindrance, type Surroundings } from '../../../src/engines/webcontainer/surroundings.ts';

const fine: Surroundings = { isolated: true, lacking: [], storage: true, online: true };

describe('what stands in the way', () => {
  it('is nothing where the page has what is needed', () => {
    expect(hindrance(fine)).toBeUndefined();
  });

  it.each([
    ['not-isolated', { isolated: false, lacking: ['SharedArrayBuffer'] }, 'COOP'],
    ['browser-not-supported', { lacking: ['service workers'] }, 'current'],
    ['browser-not-supported', { isolated: false, lacking: ['SharedArrayBuffer', 'WebAssembly'] }, 'current'],
    ['storage-blocked', { storage: false }, 'Allow'],
    ['host-unreachable', { online: false }, 'network'],
  ] as const)('is called %s', (code, differing, next) => {
    const found = hindrance({ ...fine, ...differing });
    expect(found?.code).toBe(code);
    expect(found?.next).toContain(next);
  });

  it('names what the browser lacks', () => {
    expect(hindrance({ ...fine, lacking: ['service workers', 'Worker'] })?.message).toContain(
      'service workers, Worker',
    );
  });
});

describe('what was thrown', () => {
  it.each([
    ['out-of-memory', new RangeError('WebAssembly.Memory(): could not allocate memory')],
    ['out-of-memory', new RangeError('Array buffer allocation failed')],
    ['second-tab', new Error('Unable to create more instances')],
    ['second-tab', new Error('Only a single WebContainer instance can be booted')],
    [
      'not-isolated',
      new Error("Failed to execute 'postMessage' on 'Worker': SharedArrayBuffer transfer requires isolation"),
    ],
    ['storage-blocked', Object.assign(new Error('The operation is insecure.'), { name: 'SecurityError' })],
    ['storage-blocked', new Error('Failed to register a ServiceWorker for scope')],
    ['browser-not-supported', new Error('This browser is not supported')],
    ['host-unreachable', new TypeError('Failed to fetch')],
    ['host-unreachable', new Error('net::ERR_BLOCKED_BY_CLIENT')],
  ])('is recognised as %s', (code, thrown) => {
    expect(recognise(thrown)).toMatchObject({ code, next: expect.stringMatching(/\w{3}/) as string });
  });

  it('is told in its own words where nobody knows it', () => {
    const found = recognise(new Error('the moon was full\nat night'));
    expect(found).toMatchObject({ code: 'engine-failed', next: expect.stringContaining('Load') as string });
    expect(found.message).toContain('the moon was full.');
    expect(recognise('just words').message).toContain('just words');
  });
});
