import { describe, expect, test } from 'vitest';
import { chooseNode, suffices } from '../../scripts/lib/node.mjs';

test.each([
  ['v22.19.0', true],
  ['v24.0.0', true],
  ['v100.1.0', true],
  ['v22.18.9', false],
  ['v20.20.2', false],
])('%s runs the project: %s', (version, answer) => {
  expect(suffices(version)).toBe(answer);
});

describe('which Node runs the project', () => {
  test('its own, whatever the machine has', () => {
    expect(chooseNode({ brought: 'v24.21.0', packageThere: true, running: 'v20.20.2' })).toEqual({
      use: 'brought',
    });
    expect(chooseNode({ brought: 'v24.21.0', packageThere: true, running: 'v26.0.0' })).toEqual({
      use: 'brought',
    });
  });

  test("the machine's, if that is new enough and its own did not arrive", () => {
    expect(chooseNode({ brought: undefined, packageThere: false, running: 'v22.19.0' })).toEqual({
      use: 'running',
    });
  });

  test('none: an install script that did not run is named, with the command that runs it', () => {
    const choice = chooseNode({ brought: undefined, packageThere: true, running: 'v20.20.2' });
    expect(choice).toMatchObject({ use: undefined });
    const text = 'problem' in choice ? choice.problem : '';
    expect(text).toContain('needs Node 22.19 or newer. This is v20.20.2');
    expect(text).toContain('allowScripts');
    expect(text).toContain('npm rebuild node');
  });

  test('none: a package that npm left out is named, with the command that brings it', () => {
    const choice = chooseNode({ brought: undefined, packageThere: false, running: 'v18.20.0' });
    expect('problem' in choice && choice.problem).toContain('npm ci --include=optional');
  });
});
