/** The capstone: a shop by its number, in the address, in the editor and in the run, and what was changed in it. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lesson.ts';

const SICK_SERVICE = { path: '/memory/sick-service/', title: 'The sick service', editable: 'prices.ts' };
/** It has 6 connections for prices; the other, which is recorded, has 64. */
const SHOP = 7;
const OTHER = 28;

const openShop = async (page: Page, address: string, shop: number | undefined): Promise<void> => {
  const url = new URL(address);
  if (shop !== undefined) url.search = `?shop=${String(shop)}`;
  await page.goto(url.href);
};

test('whoever has the number has the same shop, and their changes to it are kept', async ({
  page,
  server,
}) => {
  test.setTimeout(90_000);
  const { workbench } = new LessonPage(page, server, SICK_SERVICE);
  const number = workbench.region.getByRole('spinbutton', { name: 'Shop', exact: true });
  const address = server.page(SICK_SERVICE.path);

  await test.step('the address names a shop, and the editor shows its files', async () => {
    await openShop(page, address, SHOP);
    await expect(number).toHaveValue(String(SHOP));
    await workbench.code.open();
    await workbench.code.file('prices.ts').click();
    await expect(workbench.code.editor).toContainText('maxSockets: 6 ');
    await expectAccessible(page, 'sick-service, its code');
  });

  await test.step('a run is of that shop, and what is no diagnosis says what to do', async () => {
    await workbench.start();
    await workbench.tab('Checks').click();
    await expect(workbench.check('The diagnosis names the four faults')).toContainText(
      'diagnosis.yml: entry 1: write one of the names in the list',
    );
    await expect(number).toBeDisabled();
    await workbench.stop.click();
    await workbench.ended('Stopped');
    await expect(workbench.figure('Shop, of 65').nth(1)).toHaveText(String(SHOP));
  });

  await test.step('another shop has other files, and the first is found as it was left', async () => {
    await workbench.code.open();
    await workbench.code.file('prices.ts').click();
    await workbench.code.typeAt(1, '// mine ');
    await number.fill(String(OTHER));
    await number.press('Enter');
    await expect(page).toHaveURL(new RegExp(`\\?shop=${String(OTHER)}$`));
    await expect(number).toHaveValue(String(OTHER));
    await workbench.code.open();
    await workbench.code.file('prices.ts').click();
    await expect(workbench.code.editor).toContainText('maxSockets: 64 ');
    await page.goBack();
    await workbench.code.open();
    await workbench.code.file('prices.ts').click();
    await expect(workbench.code.editor).toContainText('// mine ');
  });

  await test.step('a page without a number draws one, and so does the button', async () => {
    await openShop(page, server.bare(SICK_SERVICE.path), undefined);
    await workbench.code.open();
    await expect(page).toHaveURL(/\?shop=\d+$/);
    const drawn = await number.inputValue();
    await workbench.region.getByRole('button', { name: 'Another shop' }).click();
    await expect(page).not.toHaveURL(new RegExp(`\\?shop=${drawn}$`));
    await expect(number).not.toHaveValue(drawn);
  });
});

test('where nothing can be run, the page is of the shop that was recorded, whatever its address says', async ({
  page,
  server,
}) => {
  const { workbench } = new LessonPage(page, server, SICK_SERVICE);
  await openShop(page, server.bare(SICK_SERVICE.path), SHOP);
  await workbench.code.open();
  await workbench.code.file('prices.ts').click();
  await expect(workbench.code.editor).toContainText('maxSockets: 64 ');
  await expect(workbench.region.getByRole('spinbutton', { name: 'Shop', exact: true })).toHaveValue(
    String(OTHER),
  );
});
