import { expect, test } from 'vitest';
import { wishOf } from '../../../src/workbench/wake.ts';

const field = (type: string, value: string, checked = false) => ({ type, value, checked });

test('what was pressed before the workbench was loaded is granted when it is', () => {
  expect(wishOf('run', undefined)).toEqual({ kind: 'run' });
  expect(wishOf('tab code', undefined)).toEqual({ kind: 'tab', tab: 'code' });
  expect(wishOf('control workMs', field('range', '50'))).toEqual({
    kind: 'control',
    name: 'workMs',
    value: 50,
  });
  expect(wishOf('control phase', field('radio', 'check', true))).toEqual({
    kind: 'control',
    name: 'phase',
    value: 'check',
  });
  expect(wishOf('control slow', field('checkbox', 'on', true))).toEqual({
    kind: 'control',
    name: 'slow',
    value: true,
  });
  expect(wishOf('profile cpu open 1', undefined)).toEqual({
    kind: 'profile',
    panel: 'cpu',
    use: 'open',
    index: 1,
  });
  expect(wishOf('profile cpu burn 1', undefined)).toBeUndefined();
  expect(wishOf('table ways', undefined)).toEqual({ kind: 'table', panel: 'ways' });
  expect(wishOf('tab nothing', undefined)).toBeUndefined();
  expect(wishOf('control workMs', undefined)).toBeUndefined();
});

test('a step that was asked for before the workbench was loaded is gone when it is', () => {
  expect(wishOf('step loop next', undefined)).toEqual({ kind: 'step', panel: 'loop', to: 'next' });
  expect(wishOf('step loop', field('range', '7'))).toEqual({ kind: 'step', panel: 'loop', to: 7 });
  expect(wishOf('scene loop', field('radio', 'whole', true))).toEqual({
    kind: 'scene',
    panel: 'loop',
    scene: 'whole',
  });
  expect(wishOf('play loop', undefined)).toEqual({ kind: 'play', panel: 'loop' });
  expect(wishOf('step loop sideways', undefined)).toBeUndefined();
});

test('how a comparison of heaps was to be looked at is granted too', () => {
  expect(wishOf('heaps two sort count', undefined)).toEqual({
    kind: 'heaps',
    panel: 'two',
    to: { sort: 'count' },
  });
  expect(wishOf('heaps two class 3', undefined)).toEqual({ kind: 'heaps', panel: 'two', to: { choose: 3 } });
  expect(wishOf('heaps two all', undefined)).toEqual({ kind: 'heaps', panel: 'two', to: 'all' });
  expect(wishOf('heaps two own', undefined)).toEqual({ kind: 'heaps', panel: 'two', to: 'own' });
  expect(wishOf('heaps two sort nothing', undefined)).toBeUndefined();
  expect(wishOf('heaps two', undefined)).toBeUndefined();
});
