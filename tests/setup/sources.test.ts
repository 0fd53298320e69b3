import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { glanceAt, isBuilt, markBuilt, stampOf } from '../../scripts/lib/sources.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'under-load-sources-'));
  write('src/pages/index.astro', 'one');
  write('content/a.mdx', 'two');
  write('package-lock.json', '{}');
  mkdirSync(join(folder, 'dist'));
  markBuilt(folder, stampOf(folder));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the build is kept', () => {
  test('while nothing has changed', () => {
    expect(isBuilt(folder)).toBe(true);
  });

  test('when only times have changed, as after a checkout', () => {
    utimesSync(join(folder, 'content/a.mdx'), new Date(), new Date());
    expect(isBuilt(folder)).toBe(true);
  });

  test('when only what runs wrote, or what is no source, has changed', () => {
    write('labs/.runs/1/proxy.ts', 'x');
    write('labs/node_modules/opossum/index.js', 'x');
    write('tests/unit/a.test.ts', 'x');
    expect(isBuilt(folder)).toBe(true);
  });
});

describe('the site is built again', () => {
  test.each(['content/a.mdx', 'labs/a/lab.ts', 'public/robots.txt', 'astro.config.mjs', 'package-lock.json'])(
    'when %s has changed',
    (path) => {
      write(path, 'changed');
      expect(isBuilt(folder)).toBe(false);
    },
  );

  test('when a source has gone', () => {
    rmSync(join(folder, 'content/a.mdx'));
    expect(isBuilt(folder)).toBe(false);
  });

  test('for another address', () => {
    markBuilt(folder, stampOf(folder, { BASE_PATH: '/elsewhere' }));
    expect(isBuilt(folder)).toBe(false);
  });

  test('when dist is gone', () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(isBuilt(folder)).toBe(false);
  });
});

test('a change of a source is seen at a glance', () => {
  const before = glanceAt(folder);
  expect(glanceAt(folder)).toBe(before);
  write('src/pages/index.astro', 'one and more');
  expect(glanceAt(folder)).not.toBe(before);
});
