import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepTimes, keptTimes, suiteLine } from '../../scripts/lib/suite-times.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'under-load-times-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a suite’s line says how it went and how long it took', () => {
  const counts = { passed: 12, failed: 0, skipped: 1 };
  expect(suiteLine('unit', counts, 14.4)).toBe('✓ unit       12 passed, 0 failed, 1 skipped, in 14 s');
  expect(suiteLine('e2e', { ...counts, failed: 1 }, 3.14)).toMatch(/^✗ e2e .* in 3\.1 s$/);
  expect(suiteLine('site', { passed: 0, failed: 0, skipped: 3 }, 0)).toMatch(/^– site/);
});

test('the times that are kept are those of the last run, in its order', () => {
  const file = join(folder, 'new', 'times.json');
  expect(keptTimes(file)).toBeUndefined();
  keepTimes({ unit: 1 }, file);
  keepTimes({ format: 2.5, unit: 3 }, file);
  expect(keptTimes(file)).toEqual({
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    cores: expect.any(Number) as number,
    seconds: { format: 2.5, unit: 3 },
  });
  expect(JSON.stringify(keptTimes(file))).toContain('"format":2.5,"unit":3');
});

test('a file that was cut off is as if it were not there', () => {
  const file = join(folder, 'times.json');
  writeFileSync(file, '{"date":');
  expect(keptTimes(file)).toBeUndefined();
});
