/** The glossary's words, and how the first use of each is found in a lesson's text. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formOf, readerOf } from '../../../src/course/first-uses.ts';
import { glossary } from '../../../src/course/glossary.ts';
import type { Term } from '../../../src/course/glossary.ts';
import { plan } from '../../../src/course/plan.ts';

const lessons = plan.flatMap(({ id, lessons }) => lessons.map((lesson) => `${id}/${lesson.id}`));

describe('the words', () => {
  test('no word is defined twice, or claimed by two definitions', () => {
    const forms = glossary.flatMap((term) => term.forms.map((form) => form.toLowerCase()));
    expect(forms).toEqual([...new Set(forms)]);
    const ids = glossary.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test.each(glossary.map((term) => [term.name, term] as const))(
    '%s is explained in one or two sentences, and used where it says',
    (_, term) => {
      const sentences = term.means.split(/[.] (?=[A-Z])/);
      expect(sentences.length).toBeLessThanOrEqual(2);
      expect(term.means).toMatch(/^[A-Z].+[.]$/);
      for (const id of [...(term.meantIn ?? []), ...(term.lesson === undefined ? [] : [term.lesson])])
        expect(lessons).toContain(id);
      const where = term.meantIn?.map((id) => `content/${id}.mdx`) ?? globSync('content/*/*.mdx');
      const using = where.filter((file) =>
        formOf(term).test(readFileSync(file, 'utf8').replace(/[_*]/g, ' ')),
      );
      if (term.meantIn) expect(using).toEqual(where);
      else expect(using.length, 'no lesson says it').toBeGreaterThan(0);
    },
  );
});

describe('first uses', () => {
  const heap: Term = { id: 'heap', name: 'Heap', forms: ['heap', 'heaps'], means: '' };
  const snapshot: Term = { id: 'snapshot', name: 'Snapshot', forms: ['heap snapshot'], means: '' };
  const queue: Term = {
    id: 'queue',
    name: 'Queue',
    forms: ['queue'],
    means: '',
    meantIn: ['os/accept-queue'],
  };
  const read = (lesson: string, ...texts: string[]) => {
    const reader = readerOf(lesson, [heap, snapshot, queue]);
    return texts.map((text) => reader(text).map((use) => (use.term ? `[${use.text}]` : use.text)));
  };

  test('a word is found once, where it stands first, as it is written there', () => {
    expect(read('a/b', 'Two Heaps, one heap.', 'The heap.')).toEqual([
      ['Two ', '[Heaps]', ', one heap.'],
      ['The heap.'],
    ]);
  });

  test('the longer of two words is meant, and never the shorter one in it', () => {
    expect(read('a/b', 'A heap\u00a0snapshot, another heap snapshot', 'of the heap')).toEqual([
      ['A ', '[heap\u00a0snapshot]', ', another heap snapshot'],
      ['of the ', '[heap]'],
    ]);
  });

  test('a part of a longer word is none', () => {
    const text = 'cheap, heap-like, heap_1, heaped';
    expect(read('a/b', text)).toEqual([[text]]);
    expect(read('a/b', 'the heap’s size')).toEqual([['the ', '[heap]', '’s size']]);
  });

  test('a word that has its meaning in some lessons only is left alone in the others', () => {
    expect(read('a/b', 'a queue')).toEqual([['a queue']]);
    expect(read('os/accept-queue', 'a queue')).toEqual([['a ', '[queue]']]);
  });
});
