import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/components/scripts/keys.ts';
import type { Press } from '../../../src/components/scripts/keys.ts';

const keys = [
  { keys: ['p'], name: 'present' },
  { keys: ['?'], name: 'list' },
  { keys: ['/'], name: 'search' },
  { keys: ['ArrowRight', 'PageDown', ' '], name: 'next' },
];

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});
const acts = (pressed: Press, single = true) => keyOf(pressed, keys, single)?.name;

describe('which key acts', () => {
  test('by its name, a letter with caps lock too', () => {
    expect(acts(press('p'))).toBe('present');
    expect(acts(press('P'))).toBe('present');
    expect(acts(press('PageDown'))).toBe('next');
    expect(acts(press('q'))).toBeUndefined();
  });

  test('none with Ctrl, Alt or Meta: those are the browser’s', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'])
      expect(acts(press('p', { [held]: true })), held).toBeUndefined();
  });

  test('a sign with Shift, where the keyboard has it there, and nothing else', () => {
    expect(acts(press('?', { shiftKey: true }))).toBe('list');
    expect(acts(press('/', { shiftKey: true }))).toBe('search');
    for (const key of ['P', 'ArrowRight', ' '])
      expect(acts(press(key, { shiftKey: true })), key).toBeUndefined();
  });

  test('letters and signs only where they may; arrows and the space bar always', () => {
    for (const key of ['p', '?', '/']) expect(acts(press(key), false), key).toBeUndefined();
    for (const key of ['ArrowRight', ' ']) expect(acts(press(key), false), key).toBe('next');
  });

  test('the newest of two that are meant now', () => {
    const two = [
      { keys: ['Escape'], name: 'older' },
      { keys: ['Escape'], name: 'newer', when: () => true },
      { keys: ['Escape'], name: 'not now', when: () => false },
    ];
    expect(keyOf(press('Escape'), two, true)?.name).toBe('newer');
  });
});
