import { expect, test } from 'vitest';
import { whyStale } from '../../scripts/lib/dependencies.mjs';

const lock = {
  packages: {
    '': {},
    labs: { version: '0.1.0' },
    'node_modules/@under-load/labs': { resolved: 'labs', link: true },
    'node_modules/astro': { version: '7.3.4', integrity: 'sha512-a' },
    'node_modules/astro/node_modules/vite': { version: '8.0.0', integrity: 'sha512-v' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-o', optional: true },
  },
};
const { 'node_modules/for-another-system': _, '': __, ...installedPackages } = lock.packages;
const installed = { packages: installedPackages };
const there = () => true;

test('what is installed as it is locked is left as it is, without packages for other systems', () => {
  expect(whyStale(lock, installed, there)).toBeUndefined();
});

test('a fresh clone has nothing installed', () => {
  expect(whyStale(lock, undefined, there)).toBe('nothing is installed yet');
});

test('another version is stale', () => {
  const older = {
    packages: { ...installed.packages, 'node_modules/astro': { version: '7.3.3', integrity: 'sha512-b' } },
  };
  expect(whyStale(lock, older, there)).toBe('astro is 7.3.3 installed, 7.3.4 is locked');
});

test('other content under the same version is stale', () => {
  const other = {
    packages: { ...installed.packages, 'node_modules/astro': { version: '7.3.4', integrity: 'sha512-x' } },
  };
  expect(whyStale(lock, other, there)).toContain('astro');
});

test('a package that the lock has gained is missing', () => {
  const { 'node_modules/astro/node_modules/vite': _vite, ...fewer } = installed.packages;
  expect(whyStale(lock, { packages: fewer }, there)).toBe('vite is not installed');
});

test('a package that the lock has lost is one too many', () => {
  const more = { packages: { ...installed.packages, 'node_modules/tsx': { version: '4.0.0' } } };
  expect(whyStale(lock, more, there)).toBe('tsx is installed but not locked');
});

test('a folder that was removed by hand is missed', () => {
  expect(whyStale(lock, installed, (path) => path !== 'node_modules/astro')).toBe('astro has been removed');
});
