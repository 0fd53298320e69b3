import { describe, expect, it, vi } from 'vitest';
import { emptyProgress } from '../../../src/course/progress/schema.ts';
import type { Progress } from '../../../src/course/progress/schema.ts';
import { createProgressStore, PROGRESS_KEY, SET_ASIDE_KEY } from '../../../src/course/progress/store.ts';
import type { TextStore } from '../../../src/course/progress/store.ts';

/** A browser's store that can be made to run full. */
class MemoryStore implements TextStore {
  texts = new Map<string, string>();
  full = false;
  getItem(key: string) {
    return this.texts.get(key) ?? null;
  }
  setItem(key: string, text: string) {
    if (this.full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    this.texts.set(key, text);
  }
  removeItem(key: string) {
    this.texts.delete(key);
  }
}

function storeWith(text?: string) {
  const texts = new MemoryStore();
  if (text !== undefined) texts.setItem(PROGRESS_KEY, text);
  return { texts, progress: createProgressStore(() => texts) };
}

const predict =
  (value: string, figure = 'opens') =>
  (progress: Progress): Progress => ({
    ...progress,
    predictions: { ...progress.predictions, lesson: { ...progress.predictions.lesson, [figure]: value } },
  });

describe('progress', () => {
  it('starts empty and healthy', () => {
    const { progress } = storeWith();
    expect(progress.read()).toEqual(emptyProgress());
    expect(progress.health()).toEqual({ ok: true });
  });

  it('is there again after a reload', () => {
    const { texts, progress } = storeWith();
    progress.update(predict('60%'));
    expect(createProgressStore(() => texts).read().predictions).toEqual({ lesson: { opens: '60%' } });
  });

  it('keeps what another tab wrote meanwhile', () => {
    const { texts, progress } = storeWith();
    createProgressStore(() => texts).update(predict('never', 'other'));
    progress.update(predict('60%'));
    expect(progress.read().predictions.lesson).toEqual({ other: 'never', opens: '60%' });
  });

  describe('with a tab that writes before it has heard of a change', () => {
    /** Two tabs. The second sees what was stored when it last looked. */
    function tabs() {
      const { texts, progress: first } = storeWith();
      let stale: string | null | undefined;
      const view: TextStore = {
        getItem: (key) => (key === PROGRESS_KEY && stale !== undefined ? stale : texts.getItem(key)),
        setItem: (key, text) => {
          texts.setItem(key, text);
          stale = undefined;
        },
        removeItem: (key) => {
          texts.removeItem(key);
        },
      };
      let time = 0;
      const other = createProgressStore(
        () => texts,
        () => time,
      );
      return {
        texts,
        first,
        second: createProgressStore(() => view),
        other,
        doesNotHear: () => (stale = texts.getItem(PROGRESS_KEY)),
        passes: (ms: number) => (time += ms),
      };
    }

    it('makes its own change again, and neither is lost', () => {
      const { texts, first, second, doesNotHear } = tabs();
      first.update(predict('0', 'before'));
      second.refresh();
      doesNotHear();
      first.update(predict('1', 'mine'));
      second.update(predict('2', 'theirs'));
      expect(createProgressStore(() => texts).read().predictions.lesson).not.toHaveProperty('mine');
      const told = vi.fn<(progress: Progress) => void>();
      first.listen(told);
      first.refresh();
      second.refresh();
      const both = { before: '0', mine: '1', theirs: '2' };
      expect(createProgressStore(() => texts).read().predictions.lesson).toEqual(both);
      expect(second.read().predictions.lesson).toEqual(both);
      expect(told).toHaveBeenCalledTimes(1);
    });

    it('and makes it again with its next change, too, if it has not been told before', () => {
      const { texts, first, second, doesNotHear } = tabs();
      doesNotHear();
      first.update(predict('1', 'mine'));
      second.update(predict('2', 'theirs'));
      first.update(predict('3', 'next'));
      expect(createProgressStore(() => texts).read().predictions.lesson).toEqual({
        mine: '1',
        theirs: '2',
        next: '3',
      });
    });

    it('but not what was taken back by a tab that had heard of it', () => {
      const { texts, first, second } = tabs();
      first.update(predict('1', 'mine'));
      second.refresh();
      second.update(() => emptyProgress());
      first.refresh();
      expect(createProgressStore(() => texts).read()).toEqual(emptyProgress());
      first.update(predict('2', 'again'));
      texts.removeItem(PROGRESS_KEY);
      first.refresh();
      expect(first.read()).toEqual(emptyProgress());
    });

    it('nor one that every tab has had the time to hear of', () => {
      const { texts, other, passes } = tabs();
      other.update(predict('1', 'old'));
      passes(6000);
      texts.setItem(PROGRESS_KEY, JSON.stringify(emptyProgress()));
      other.refresh();
      expect(other.read()).toEqual(emptyProgress());
    });
  });

  it('tells its listeners of changes, in this tab and in another, until they leave', () => {
    const { texts, progress } = storeWith();
    const listener = vi.fn<(progress: Progress) => void>();
    const leave = progress.listen(listener);
    progress.update(predict('1'));
    createProgressStore(() => texts).update(predict('2'));
    progress.refresh();
    progress.refresh();
    expect(listener.mock.calls.map(([told]) => told.predictions.lesson?.opens)).toEqual(['1', '2']);
    leave();
    progress.update(predict('3'));
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('goes on in memory where the browser blocks the store, and says so', () => {
    const progress = createProgressStore(() => {
      throw new DOMException('Denied', 'SecurityError');
    });
    progress.update(predict('60%'));
    expect(progress.read().predictions.lesson).toEqual({ opens: '60%' });
    expect(progress.health()).toMatchObject({
      ok: false,
      message: expect.stringContaining('until you leave'),
    });
  });

  it('goes on in memory when the store is full, says so, and catches up when there is room', () => {
    const { texts, progress } = storeWith();
    texts.full = true;
    progress.update(predict('1', 'first'));
    expect(progress.health()).toMatchObject({ ok: false, message: expect.stringContaining('no room') });
    progress.refresh();
    progress.update(predict('2', 'second'));
    expect(progress.read().predictions.lesson).toEqual({ first: '1', second: '2' });
    texts.full = false;
    progress.update(predict('3', 'third'));
    expect(progress.health()).toEqual({ ok: true });
    expect(createProgressStore(() => texts).read().predictions.lesson).toEqual({
      first: '1',
      second: '2',
      third: '3',
    });
  });

  it.each(['', '{', 'null', '[]', '"text"', '{"version":1}', '{"version":1,"predictions":5}'])(
    'puts an unreadable text (%s) aside, says so, and keeps what comes after it',
    (broken) => {
      const { texts, progress } = storeWith(broken);
      expect(progress.read()).toEqual(emptyProgress());
      expect(progress.health()).toMatchObject({
        ok: false,
        message: expect.stringContaining('could not be read'),
      });
      expect(texts.getItem(SET_ASIDE_KEY)).toBe(broken);
      progress.update(predict('60%'));
      expect(createProgressStore(() => texts).read().predictions.lesson).toEqual({ opens: '60%' });
    },
  );

  it('leaves an unreadable text alone when there is no room to put it aside', () => {
    const texts = new MemoryStore();
    texts.setItem(PROGRESS_KEY, '{');
    texts.full = true;
    const progress = createProgressStore(() => texts);
    texts.full = false;
    progress.update(predict('60%'));
    expect(texts.getItem(PROGRESS_KEY)).toBe('{');
    expect(progress.health().ok).toBe(false);
  });

  it('never overwrites what a newer version of the course wrote, until that is given up', () => {
    const newer = JSON.stringify({ version: 2, anything: true });
    const { texts, progress } = storeWith(newer);
    progress.update(predict('60%'));
    expect(texts.getItem(PROGRESS_KEY)).toBe(newer);
    expect(progress.read().predictions.lesson).toEqual({ opens: '60%' });
    expect(progress.health()).toMatchObject({
      ok: false,
      message: expect.stringContaining('newer version'),
    });
    expect(progress.newer()).toBe(newer);
    progress.dropNewer();
    expect(progress.health()).toEqual({ ok: true });
    expect(createProgressStore(() => texts).read().predictions.lesson).toEqual({ opens: '60%' });
  });

  it('puts a second unreadable text beside the first, gives both out, and forgets one when told to', () => {
    const { texts, progress } = storeWith('{');
    texts.setItem(PROGRESS_KEY, '[');
    progress.refresh();
    expect(progress.setAside().map(({ text }) => text)).toEqual(['{', '[']);
    expect(progress.setAside().map(({ key }) => key)).toEqual([SET_ASIDE_KEY, `${SET_ASIDE_KEY}.2`]);
    progress.dropSetAside(SET_ASIDE_KEY);
    progress.dropSetAside(PROGRESS_KEY);
    expect(progress.setAside().map(({ text }) => text)).toEqual(['[']);
    expect(texts.getItem(PROGRESS_KEY)).toBe('[');
  });

  it('changes nothing where a change must be kept and there is no room', () => {
    const { texts, progress } = storeWith();
    progress.update(predict('60%'));
    const listener = vi.fn<(progress: Progress) => void>();
    progress.listen(listener);
    texts.full = true;
    expect(progress.tryUpdate(predict('0%'))).toBe(false);
    expect(progress.read().predictions.lesson).toEqual({ opens: '60%' });
    expect(listener).not.toHaveBeenCalled();
    texts.full = false;
    expect(progress.tryUpdate(predict('0%'))).toBe(true);
    expect(progress.read().predictions.lesson).toEqual({ opens: '0%' });
  });

  it('does not let a stored text reach into prototypes', () => {
    const text = JSON.stringify(emptyProgress()).replace(
      '"edits":{}',
      '"edits":{"__proto__":{"polluted":"yes"}}',
    );
    const { progress } = storeWith(text);
    expect(progress.health()).toEqual({ ok: true });
    expect(Object.keys(progress.read().edits)).toEqual([]);
    expect('polluted' in progress.read().edits).toBe(false);
  });
});
