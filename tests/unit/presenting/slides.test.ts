import { describe, expect, test } from 'vitest';
import { nameOf, slidesOf } from '../../../src/presenting/slides.ts';
import type { Block } from '../../../src/presenting/slides.ts';

const step = (name: string, item = name): Block<string> => ({ kind: 'step', name, item });
const more = (item: string): Block<string> => ({ kind: 'more', item });
const part = (about: string): Block<string> => ({ kind: 'part', about, item: about });

const shown = (blocks: readonly Block<string>[]) =>
  slidesOf(blocks).map((slide) => `${nameOf(slide)} [${slide.items.join(' ')}]`);

describe('a lesson as slides', () => {
  test('each step is one, with what stands between it and the next', () => {
    expect(shown([step('1 Claim'), more('p'), more('code'), step('2 Predict')])).toEqual([
      '1 Claim [1 Claim p code]',
      '2 Predict [2 Predict]',
    ]);
  });

  test('each heading in a step begins another, and the first words of a step stand with its first heading', () => {
    const blocks = [step('4 Read', 'intro'), part('One'), more('a'), part('Two'), more('b'), step('5 Fix')];
    expect(shown(blocks)).toEqual(['4 Read: One [intro One a]', '4 Read: Two [Two b]', '5 Fix [5 Fix]']);
  });

  test('first words that are many are a slide of their own', () => {
    const blocks = [step('4 Read', 'p1'), more('p2'), more('p3'), more('p4'), part('One')];
    expect(shown(blocks)).toEqual(['4 Read [p1 p2 p3 p4]', '4 Read: One [One]']);
  });

  test('a step that begins with a heading has it as its first part', () => {
    const blocks: Block<string>[] = [
      { kind: 'step', name: '4 Read', about: 'One', item: 'One' },
      part('Two'),
    ];
    expect(shown(blocks)).toEqual(['4 Read: One [One]', '4 Read: Two [Two]']);
  });

  test('a further question is one of the same step', () => {
    expect(shown([step('2 Predict'), { kind: 'again', item: 'second' }, more('p')])).toEqual([
      '2 Predict [2 Predict]',
      '2 Predict [second p]',
    ]);
  });

  test('the workbench is one by itself, and nothing joins it', () => {
    const lab: Block<string> = { kind: 'lab', about: 'the workbench', item: 'bench' };
    const slides = slidesOf([step('3 Run'), lab, more('p'), step('4 Read')]);
    expect(slides.map(({ name, isLab, items }) => [name, isLab, ...items])).toEqual([
      ['3 Run', false, '3 Run'],
      ['3 Run', true, 'bench'],
      ['3 Run', false, 'p'],
      ['4 Read', false, '4 Read'],
    ]);
  });

  test('nothing is lost and nothing is shown twice', () => {
    const blocks = [more('p0'), step('1'), part('A'), part('B'), more('x'), step('2'), more('y')];
    expect(slidesOf(blocks).flatMap(({ items }) => items)).toEqual(blocks.map(({ item }) => item));
  });
});
