/** Presenting a lesson: what the audience sees, and what the presenter has beside it. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test as base } from './fixtures.ts';
import { tooWide } from './layout.ts';
import { Presentation } from './pages/presentation.ts';
import { watch } from './watch.ts';

const test = base.extend<{ presentation: Presentation }>({
  presentation: async ({ page }, use) => {
    await use(new Presentation(page));
  },
});

const scrolled = (page: Page): Promise<number> => page.evaluate(() => Math.round(scrollY));
/** Has the lesson's recording played faster than it was made. */
async function playTo(page: Page, ms: number): Promise<void> {
  await page.clock.runFor(ms);
}

test('p shows one step at a time, arrow keys and a remote control turn, and Escape leads back', async ({
  page,
  lesson,
  presentation,
}) => {
  await lesson.open();
  const hint = page.getByRole('region', { name: 'Fix' }).getByText('who says that it failed?');
  await hint.click();
  await page.evaluate(() => {
    scrollBy({ top: 40, behavior: 'instant' });
  });
  const before = await scrolled(page);
  expect(before).toBeGreaterThan(1000);

  await test.step('it begins where the reader is', async () => {
    await presentation.start();
    await expect(presentation.place).toHaveText('5 Fix · 9 of 11');
    await expect(page.getByRole('heading', { name: '5 Fix' })).toBeInViewport();
    await expect(page.getByRole('heading', { name: '4 Read' })).toBeHidden();
  });

  await test.step('steps, and their parts', async () => {
    await presentation.press('ArrowLeft', '4 Read: Three meters · 8 of 11');
    await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Three meters']);
    await expect(page.getByRole('heading', { name: '4 Read' })).toBeVisible();
    await presentation.press('Home', '1 Claim · 1 of 11');
    await expect(lesson.title).toBeInViewport();
    await presentation.press('ArrowLeft', '1 Claim · 1 of 11');
    await presentation.press('ArrowRight', '2 Predict · 2 of 11');
    await expect(page.getByRole('region', { name: 'Claim' })).toBeHidden();
    await presentation.press('End', 'Sources · 11 of 11');
    await expect(presentation.button('Next')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('Notes for instructors')).toBeHidden();
  });

  await test.step('a remote control reads on to the end of a step, and then turns', async () => {
    await page.setViewportSize({ width: 1440, height: 400 });
    await presentation.press('Home', '1 Claim · 1 of 11');
    await page.keyboard.press('PageDown');
    await expect.poll(() => scrolled(page)).toBeGreaterThan(0);
    await expect(presentation.place).toHaveText('1 Claim · 1 of 11');
    const whereabouts = () => page.evaluate(() => `${location.hash}, ${String(scrollY)} px`);
    for (let before = await whereabouts(); before.startsWith('#present-1,'); before = await whereabouts()) {
      await page.keyboard.press('PageDown');
      await expect.poll(whereabouts).not.toBe(before);
    }
    await expect(presentation.place).toHaveText('2 Predict · 2 of 11');
    expect(await scrolled(page)).toBe(0);
    await presentation.press('PageUp', '1 Claim · 1 of 11');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('Escape leads back', async () => {
    await page.keyboard.press('Escape');
    await expect(presentation.bar).toBeHidden();
    expect(await scrolled(page)).toBe(before);
    await expect(hint).toBeFocused();
    await expect(page).toHaveURL(/false-opens\/$/);
    await expect(lesson.workbench.run).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(presentation.bar).toBeHidden();
  });
});

/** But what is said of the next lesson when this one is done. */
test('whatever the lesson says is on one of its steps', async ({ page, lesson, presentation }) => {
  await lesson.open();
  await presentation.start();
  const isSeen = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('article :is(p, li, h3, figure, form, .workbench)')].map((part) =>
        part.checkVisibility({ visibilityProperty: true }),
      ),
    );
  const seen = await isSeen();
  const count = Number((await presentation.place.textContent())?.match(/of (\d+)$/)?.[1]);
  for (let step = 2; step <= count; step += 1) {
    await presentation.press('ArrowRight', new RegExp(`· ${String(step)} of`));
    for (const [i, now] of (await isSeen()).entries()) seen[i] ||= now;
  }
  const unseen = await page.evaluate(
    (all) =>
      [...document.querySelectorAll('article :is(p, li, h3, figure, form, .workbench)')]
        .filter(
          (part, i) => !all[i] && !part.closest('.notes, details, .present, .advice, .workbench, [hidden]'),
        )
        .map((part) => part.textContent.slice(0, 40)),
    seen,
  );
  expect(unseen.filter((text) => text.trim() !== '')).toEqual([]);
});

test('on a projector the workbench has the whole window, and is read from the last row', async ({
  page,
  lesson,
  presentation,
}) => {
  const { workbench } = lesson;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.clock.install();
  await lesson.openWithoutToken();
  await presentation.start();

  await test.step('r shows the workbench and runs, wherever the presentation stands', async () => {
    await presentation.press('r', '3 Run: the workbench · 4 of 11');
    await expect(workbench.announced).toHaveText(/^Running/);
    await playTo(page, 12_000);
    await expect(workbench.breaker).toHaveText('Breaker open');
    expect((await workbench.region.boundingBox())?.width).toBeGreaterThan(1880);
    for (const title of ['Breaker', 'Event-loop delay of the proxy', 'Answers per second'])
      await expect(workbench.charts.getByRole('img', { name: title })).toBeInViewport();
  });

  await test.step('no text of it is smaller than 24 px', async () => {
    const small = await workbench.region.evaluate((region) =>
      [...region.querySelectorAll<HTMLElement>('*')]
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()),
        )
        .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 24)
        .map((element) => `${element.className}: ${element.textContent}`),
    );
    expect(small).toEqual([]);
  });

  await test.step('r stops it, x resets it, w goes to it and back', async () => {
    await page.keyboard.press('r');
    await workbench.ended('Stopped');
    await page.keyboard.press('x');
    await expect(workbench.breaker).not.toHaveText('Breaker open');
    await presentation.press('End', /^Sources/);
    await presentation.press('w', /the workbench/);
    await presentation.press('w', /^Sources/);
    await expect(workbench.region).toBeHidden();
  });

  await test.step('type is made larger and smaller', async () => {
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    const usual = await size();
    await page.keyboard.press('+');
    expect(await size()).toBeCloseTo(usual * 1.1, 1);
    await page.keyboard.press('-');
    expect(await size()).toBeCloseTo(usual, 1);
  });
});

/** What both ways of speaking to each other have to do. */
async function follows(page: Page, presentation: Presentation): Promise<void> {
  const second = await presentation.openNotes();
  const complaints = watch(second.page);
  await expect(second.step).toContainText('1 Claim · 1 of 11');
  await expect(second.step).toContainText('Next: 2 Predict');
  await expect(second.notes).toContainText('Take a show of hands before the run.');

  await test.step('it follows', async () => {
    await page.bringToFront();
    await presentation.press('End', /^Sources/);
    await expect(second.step).toContainText('Sources · 11 of 11');
    await expect(second.step).toContainText('This is the last step.');
  });

  await test.step('what is pressed in it is done in the first', async () => {
    await second.page.bringToFront();
    await second.page.keyboard.press('Home');
    await expect(presentation.place).toHaveText('1 Claim · 1 of 11');
    await second.button('Next').click();
    await expect(presentation.place).toHaveText('2 Predict · 2 of 11');
    await expect(second.step).toContainText('2 Predict · 2 of 11');
  });

  await test.step('the first is reloaded, and it goes on following', async () => {
    await page.reload();
    await expect(presentation.place).toHaveText('2 Predict · 2 of 11');
    await second.button('Next').click();
    await expect(presentation.place).toHaveText('3 Run · 3 of 11');
    await presentation.button('Leave').click();
    await expect(second.step).toContainText('The presentation was left.');
    await expect(second.button('Next')).toBeDisabled();
  });
  expect(complaints).toEqual([]);
}

test('the window with notes follows the first, and the other way round', async ({
  page,
  lesson,
  presentation,
}) => {
  await lesson.openWithoutToken();
  await presentation.start();
  await follows(page, presentation);
});

test('and so it does without a BroadcastChannel', async ({ page, context, lesson, presentation }) => {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  });
  await lesson.openWithoutToken();
  await presentation.start();
  expect(await page.evaluate(() => 'BroadcastChannel' in globalThis)).toBe(false);
  await follows(page, presentation);
});

test('the window with notes has the time, a clock that is started again, and what the lab does', async ({
  page,
  lesson,
  presentation,
}) => {
  await page.clock.install({ time: new Date(2026, 10, 22, 9, 5, 30) });
  await lesson.openWithoutToken();
  await presentation.start();
  await page.clock.runFor(40_000);
  const second = await presentation.openNotes();
  await expect(second.step).toContainText('1 Claim');
  await expect(second.value('Time')).toHaveText('09:06');
  await expect(second.value('Presenting for')).toHaveText(/^0:4\d/);
  await second.page.clock.runFor(70_000);
  await expect(second.value('Presenting for')).toHaveText(/^1:[45]\d/);
  await second.button('Restart').click();
  await expect(second.value('Presenting for')).toHaveText(/^0:0\d/);

  await expect(second.value('Lab')).toHaveText('Not running');
  await second.button('Run or stop').click();
  await expect(lesson.workbench.announced).toHaveText(/^Running/);
  await page.clock.runFor(2000);
  await expect(second.value('Lab')).toHaveText(/^\d+ s left$/);
  await second.page.keyboard.press('r');
  await lesson.workbench.ended('Stopped');
  await page.clock.runFor(2000);
  await expect(second.value('Lab')).toHaveText('Stopped');
});

test('a browser that opens no window has it said, with what to do', async ({
  page,
  lesson,
  presentation,
}) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await lesson.open();
  await presentation.start();
  await page.keyboard.press('n');
  await expect(presentation.problem).toContainText('Allow pop-up windows for this site');
  await expectAccessible(page, 'pop-up blocked', ['light']);
});

test('the screen stays on while a lesson is presented, and no longer', async ({
  page,
  lesson,
  presentation,
}) => {
  await page.addInitScript(() => {
    const locks: (EventTarget & { released: boolean })[] = [];
    const request = () => {
      const lock = Object.assign(new EventTarget(), {
        released: false,
        release() {
          lock.released = true;
          return Promise.resolve();
        },
      });
      locks.push(lock);
      return Promise.resolve(lock);
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(globalThis, { locks });
  });
  const held = () =>
    page.evaluate(() =>
      (globalThis as unknown as { locks: { released: boolean }[] }).locks.map(({ released }) => !released),
    );
  /** As the browser does when the page is hidden, and shown again. */
  const hideAndShow = () =>
    page.evaluate(() => {
      const { locks } = globalThis as unknown as { locks: { released: boolean }[] };
      for (const state of ['hidden', 'visible']) {
        if (state === 'hidden') for (const lock of locks) lock.released = true;
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
    });
  await lesson.open();
  expect(await held()).toEqual([]);
  await presentation.start();
  await expect.poll(held).toEqual([true]);
  await hideAndShow();
  await expect.poll(held).toEqual([false, true]);
  await page.keyboard.press('Escape');
  await expect.poll(held).toEqual([false, false]);
  await hideAndShow();
  expect(await held()).toEqual([false, false]);
});

test('a browser that cannot keep the screen on presents all the same', async ({
  page,
  lesson,
  presentation,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'wakeLock', { value: undefined });
  });
  await lesson.open();
  await presentation.start();
  await presentation.press('ArrowRight', /^2 Predict/);
});

test('an address that ends in #present presents, at a step if it names one, and after a reload', async ({
  page,
  server,
  presentation,
}) => {
  const address = server.bare('/breakers/false-opens/');
  await page.goto(`${address}#present`);
  await expect(presentation.place).toHaveText('1 Claim · 1 of 11');
  await presentation.press('ArrowRight', /^2 Predict/);
  await page.reload();
  await expect(presentation.place).toHaveText('2 Predict · 2 of 11');
  await presentation.press('End', /^Sources/);
  await page
    .getByRole('navigation', { name: 'Lessons' })
    .getByRole('link', { name: 'Next Remedies' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Remedies' })).toBeVisible();
  await expect(presentation.place).toHaveText(/^1 Claim/);
});

test('the button presents, and leaves the focus where it was', async ({ page, lesson, presentation }) => {
  await lesson.open();
  const button = page.getByRole('button', { name: 'Present', exact: true });
  await button.click();
  await expect(presentation.place).toHaveText('1 Claim · 1 of 11');
  await presentation.button('Next').click();
  await presentation.button('Next').click();
  await expect(presentation.button('Next')).toBeFocused();
  await expect(presentation.place).toHaveText('3 Run · 3 of 11');
  await page.keyboard.press('Escape');
  await expect(presentation.bar).toBeHidden();
  await expect(button).toBeFocused();
});

test('"Compare with the solution" leads to the code in the workbench', async ({
  page,
  lesson,
  presentation,
}) => {
  await lesson.open();
  await presentation.start();
  await page.keyboard.press('End');
  await presentation.press('ArrowLeft', /^6 Keep/);
  await presentation.press('ArrowLeft', /^5 Fix/);
  await page.getByRole('button', { name: 'Compare with the solution' }).click();
  await expect(presentation.place).toHaveText(/the workbench/);
  await expect(lesson.workbench.code.comparison).toBeInViewport();
});

test('axe has nothing to find, in any state and in both themes, and nothing moves for who wants less', async ({
  page,
  lesson,
  presentation,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  await lesson.openWithoutToken();
  await presentation.start();
  await expectAccessible(page, 'the first step');
  await presentation.press('ArrowRight', /^2 Predict/);
  await expectAccessible(page, 'a step');
  await presentation.press('w', /the workbench/);
  await expectAccessible(page, 'the workbench, before a run');
  await presentation.press('r', /the workbench/);
  await playTo(page, 12_000);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expectAccessible(page, 'the workbench, in a run');
  const second = await presentation.openNotes();
  await expect(second.step).toContainText('the workbench');
  await expectAccessible(second.page, 'the window with notes');
});

test('nothing scrolls sideways on a phone, a tablet and a projector', async ({
  page,
  lesson,
  presentation,
}) => {
  await lesson.open();
  await presentation.start();
  for (const width of [320, 768, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await presentation.press('Home', /· 1 of 11$/);
    for (let step = 1; step <= 11; step += 1) {
      await expect(presentation.place).toHaveText(new RegExp(`· ${String(step)} of 11$`));
      expect(await tooWide(page), `step ${String(step)} at ${String(width)} px`).toEqual([]);
      await page.keyboard.press('ArrowRight');
    }
  }
});
