import { describe, expect, test } from 'vitest';
import { whyNot } from '../../scripts/lib/rooms.mjs';

describe('may import', () => {
  test.each([
    ['src/workbench/boot.ts', 'src/engines/choose.ts'],
    ['src/workbench/boot.ts', 'labs/false-opens/lab.ts'],
    ['src/engines/local.ts', 'labs/kit/records.ts'],
    ['src/terminal/lab.ts', 'src/run/store.ts'],
    ['src/pages/index.astro', 'src/workbench/Shell.astro'],
    ['src/layouts/Base.astro', 'src/styles/tokens.css'],
    ['labs/false-opens/proxy.ts', 'labs/kit/program.ts'],
    ['labs/false-opens/proxy.ts', 'labs/false-opens/pressure.ts'],
    ['tests/unit/a.test.ts', 'src/server/main.ts'],
  ])('%s from %s', (from, to) => {
    expect(whyNot(from, to)).toBeUndefined();
  });
});

describe('may not import', () => {
  test.each([
    ['labs/false-opens/proxy.ts', 'src/run/store.ts'],
    ['labs/false-opens/proxy.ts', 'labs/the-leak/proxy.ts'],
    ['labs/kit/supervise.ts', 'labs/false-opens/lab.ts'],
    ['src/run/store.ts', 'src/engines/engine.ts'],
    ['src/engines/local.ts', 'src/workbench/boot.ts'],
    ['src/course/progress.ts', 'src/pages/index.astro'],
    ['src/server/main.ts', 'src/run/store.ts'],
    ['src/pages/index.astro', 'src/run/store.ts'],
    ['src/components/Bar.astro', 'src/server/main.ts'],
    ['src/workbench/boot.ts', 'src/server/main.ts'],
    ['src/run/store.ts', '../elsewhere/x.ts'],
  ])('%s from %s', (from, to) => {
    expect(whyNot(from, to)).toBeTypeOf('string');
  });
});
