import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, ROOT, startLocal, test } from './fixtures.ts';
import { CHECKS } from './pages/workbench.ts';

const LAB = join(ROOT, 'labs/false-opens');
const [major, minor] = process.versions.node.split('.');

/** The word beside the lesson in a list of lessons. */
const doneIn = (list: Locator): Locator =>
  list.getByRole('listitem').filter({ hasText: 'False opens' }).getByText('done');

test(
  'a learner predicts, sees the breaker open falsely, mends the code, and sees every check pass',
  { tag: '@alone' },
  async ({ page, server, lesson }) => {
    test.setTimeout(300_000);
    const { workbench } = lesson;
    const origin = new URL(server.address).origin;

    await test.step('the printed address leads to the lesson, and the token leaves the address', async () => {
      await page.goto(server.address);
      await expect(page).toHaveURL(`${origin}/`);
      await expect(doneIn(page.getByRole('main'))).toBeHidden();
      await page
        .getByRole('region', { name: 'Circuit breakers' })
        .getByRole('link', { name: 'False opens' })
        .click();
      await expect(lesson.title).toBeVisible();
      await expect(page).toHaveURL(`${origin}/breakers/false-opens/`);
    });

    await test.step('a prediction is committed', async () => {
      await lesson.prediction.getByRole('button', { name: 'Commit' }).click();
      await expect(lesson.prediction.getByRole('status')).toHaveText(/Choose one first/);
      await lesson.predict('From setImmediate');
      await expect(lesson.prediction.getByRole('status')).toHaveText('You predicted: From setImmediate.');
      await expect(workbench.figures).toBeHidden();
    });

    await test.step('the lab runs on this machine, and the checks fill in while the breaker opens', async () => {
      await expect(workbench.check(CHECKS.workDone)).toContainText('waiting');
      await workbench.start();
      await expect(workbench.badge).toHaveText(
        new RegExp(`^Local · Node ${major}\\.${minor} · \\d+ cores?$`),
      );
      await expect(workbench.stop).toBeVisible();
      await expect(workbench.check(CHECKS.noFalseOpen)).toContainText('measuring: 0 so far');
      await expect(workbench.check(CHECKS.workDone)).toContainText('measuring', { timeout: 30_000 });
      await expect(workbench.breaker).toHaveText('Breaker open', { timeout: 30_000 });
      await expect(workbench.check(CHECKS.noFalseOpen)).toContainText(
        /failed: [1-9]\d* at [\d. and]+ s, must be 0/,
      );
      await workbench.ended('Finished');
    });

    await test.step('predicted, measured and recorded stand in a row, and the failing check has its figure', async () => {
      await expect(workbench.figures.getByRole('columnheader')).toHaveText([
        'Figure',
        'predicted',
        'measured',
        'recorded',
      ]);
      const phases = /\bcheck [1-9]\d*\b/;
      await expect(workbench.figure('False timeouts by phase')).toHaveText(['setImmediate', phases, phases]);
      const opens = /^[1-9]\d*, at \d+\.\d( and \d+\.\d)* s$/;
      await expect(workbench.figure('False opens')).toHaveText(['', opens, opens]);
      await expect(workbench.figure('Longest answer of the healthy backend')).toHaveText([
        '',
        /^\d+ ms$/,
        /^\d+ ms$/,
      ]);
      const failed = workbench.check(CHECKS.noFalseOpen);
      await expect(failed).toContainText(/failed: [1-9]\d* at [\d. and]+ s, must be 0/);
      await expect(failed).toContainText(/The backend answered every call within \d+ ms\./);
      await expectAccessible(page, 'finished, with a failed check');
    });

    await test.step('an edit is kept over a reload, and the file is marked', async () => {
      await workbench.code.open();
      await expect(workbench.code.file('proxy.ts')).toHaveText('proxy.ts');
      await workbench.code.typeAt(1, '// mine\n');
      await expect(workbench.code.file('proxy.ts')).toHaveText(/edited$/);
      await page.reload();
      // The page is a document again: what was predicted and measured is in it once the workbench is touched.
      await expect(lesson.prediction.getByRole('status')).toHaveText('You predicted: From setImmediate.');
      await workbench.code.open();
      await expect(workbench.code.editor).toContainText('// mine');
      await expect(workbench.code.file('proxy.ts')).toHaveText(/edited$/);
      await expect(workbench.tab('Code')).toHaveAccessibleName(/edited/);
      await expectAccessible(page, 'Code tab');
    });

    await test.step('the solution is compared, line by line', async () => {
      await workbench.code.compare.click();
      const { comparison } = workbench.code;
      await expect(
        comparison.getByText('timeout: 500, // a call that takes longer has failed'),
      ).toBeVisible();
      await expect(comparison.getByText('timeout: false, // withDeadline says when')).toBeVisible();
      await expect(workbench.panel).toContainText('Red goes, green comes.');
      await expectAccessible(page, 'comparison with the solution');
      await workbench.code.compare.click();
    });

    await test.step('with the code of the solution every check passes, with its figure', async () => {
      await workbench.code.replaceAll(await readFile(join(LAB, 'solution/proxy.ts'), 'utf8'));
      await workbench.code.compare.click();
      await expect(workbench.panel).toContainText('Yours is the solution.');
      await workbench.start();
      await workbench.tab('Checks').click();
      await workbench.ended('Finished');
      await expect(workbench.check(CHECKS.noFalseOpen)).toContainText('passed: 0 opens');
      await expect(workbench.check(CHECKS.opensWhenSlow)).toContainText(
        /passed: after \d+\.\d s, must be within/,
      );
      await expect(workbench.check(CHECKS.workDone)).toContainText(
        /passed: \d+ good answers at \d+ ms of CPU, must be at least/,
      );
      await expect(workbench.tab('Checks')).toHaveText('Checks 3/3');
      await expect(workbench.announced).toHaveText('Finished. 3 of 3 checks passed.');
      await expect(workbench.figure('False opens').nth(1)).toHaveText('0');
    });

    await test.step('the lesson is done, here and on the home page', async () => {
      await expect(
        page.getByRole('img', { name: 'Lesson 3 of 7' }).locator('[data-current]'),
      ).toHaveAttribute('data-done');
      await expectAccessible(page, 'done');
      await page.getByRole('button', { name: 'Contents' }).click();
      await expect(doneIn(page.getByRole('navigation', { name: 'Contents' }))).toBeVisible();
      await expectAccessible(page, 'contents');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Under Load', exact: true }).click();
      await expect(doneIn(page.getByRole('main'))).toBeVisible();
    });

    await test.step('the server is killed and started anew: prediction, edit, result and the lesson done are all there', async () => {
      // A page of the course would ask the server, which is gone, and be told so in its console.
      await page.goto('about:blank');
      await server.kill();
      const again = await startLocal(Number(new URL(origin).port));
      try {
        await page.goto(again.page('/'));
        await expect(doneIn(page.getByRole('main'))).toBeVisible();
        await page.goto(again.page('/breakers/false-opens/'));
        await expect(lesson.prediction.getByRole('status')).toHaveText('You predicted: From setImmediate.');
        await workbench.code.open();
        await workbench.code.compare.click();
        await expect(workbench.panel).toContainText('Yours is the solution.');
        await expect(workbench.badge).toHaveText(/^Local/);
        const kept = await page.evaluate(() => localStorage.getItem('under-load'));
        expect(kept).toMatch(/"results":\{"false-opens":.*"state":"passed","figure":"0 opens/);
      } finally {
        await again.stop();
      }
    });
  },
);
