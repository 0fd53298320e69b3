/** What a learner does to a run besides watching it, and what can happen to it. */
import { expectAccessible } from './axe.ts';
import { expect, startLocal, test } from './fixtures.ts';
import { CHECKS } from './pages/workbench.ts';
import { isRunning } from './processes.ts';

test('a request to a program is answered with its status and its body, and stays when the run has ended', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await workbench.start();
  await workbench.tab('Requests').click();
  await workbench.panel.getByRole('button', { name: 'State of the breaker' }).click();
  const answer = workbench.answers.first();
  await expect(answer).toContainText('GET proxy /circuit-status');
  await expect(answer).toContainText(/^200/);
  await expect(answer.getByRole('region', { name: 'Body of GET /circuit-status' })).toContainText(
    '"opened": false',
  );
  await expect(workbench.panel.getByText(/^http:\/\/127\.0\.0\.1:\d+\/circuit-status$/)).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.panel.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(workbench.panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^curl 'http:\/\/127\.0\.0\.1:\d+\/circuit-status'$/,
  );

  await workbench.stop.click();
  await workbench.ended('Stopped');
  await expect(workbench.answers).toHaveCount(1);
  await expectAccessible(page, 'Requests tab');
});

test('a control that is moved reaches its program, the checks say that they do not judge, and Reset gives it back', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await workbench.start();
  const delay = workbench.control('Backend takes');
  await expect(delay).toHaveValue('20');
  await delay.fill('2000');
  await workbench.tab('Checks').click();
  for (const title of Object.values(CHECKS)) {
    await expect(workbench.check(title)).toContainText('not judged: backendDelay moved by hand');
    await expect(workbench.check(title)).toContainText('Reset gives the controls back');
  }
  await workbench.tab('Requests').click();
  await workbench.panel.getByRole('button', { name: 'The backend itself' }).click();
  await expect(workbench.answers.first()).toContainText(/^200GET backend \/api\/data[2-9]\d{3} ms/);

  await workbench.reset.click();
  await expect(workbench.control('Backend takes')).toHaveValue('20');
  await expect(workbench.stop).toBeVisible();
  // Here and not in a run that is judged: a scan takes as much processor as the lab does.
  await expectAccessible(page, 'running', ['light']);
});

test('the output of all programs is one log, filtered by program and by search, and stays when the run has ended', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await workbench.code.open();
  await workbench.code.typeAt(1, "console.log('the proxy says hello');\n");
  await workbench.start();
  await workbench.tab('Output').click();
  const line = workbench.panel.getByRole('log').getByText('the proxy says hello');
  const shown = workbench.panel.getByRole('group', { name: 'Programs shown' });
  await expect(line).toBeVisible();
  await shown.getByRole('button', { name: 'backend' }).click();
  await expect(line).toBeVisible();
  await shown.getByRole('button', { name: 'proxy' }).click();
  await expect(line).toBeHidden();
  await shown.getByRole('button', { name: 'proxy' }).click();
  await expect(line).toBeVisible();
  await workbench.panel.getByRole('searchbox', { name: 'Search the output' }).fill('farewell');
  await expect(line).toBeHidden();
  await workbench.panel.getByRole('searchbox', { name: 'Search the output' }).fill('HELLO');
  await expect(line).toBeVisible();

  await workbench.stop.click();
  await workbench.ended('Stopped');
  await expect(line).toBeVisible();
  await expectAccessible(page, 'Output tab');
});

test('Stop ends a run at once, leaves no program of it, and leaves nothing unsaid about the checks', async ({
  server,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await workbench.start();
  const programs = server.processes();
  // The supervisor and the lab's three programs.
  expect(programs.length).toBeGreaterThanOrEqual(4);
  await workbench.stop.click();
  await expect(workbench.announced).toHaveText('Stopped. 0 of 3 checks passed.', { timeout: 3000 });
  await expect(workbench.run).toBeVisible();
  for (const title of Object.values(CHECKS)) {
    await expect(workbench.check(title)).toContainText(
      'The run was stopped and so ended before it could be judged.',
    );
  }
  expect(programs.filter(isRunning)).toEqual([]);
});

test.describe('when the server goes away', () => {
  test.use({ tolerated: /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_(REFUSED|RESET)/ });

  test('the page says so and what to do, keeps the edit, and goes on with the recording', async ({
    page,
    server,
    lesson,
  }) => {
    const { workbench } = lesson;
    await lesson.open();
    await workbench.code.open();
    await workbench.code.typeAt(1, '// mine\n');
    await workbench.start();
    const programs = server.processes();
    expect(programs.length).toBeGreaterThanOrEqual(4);

    await server.kill();
    await workbench.ended('Connection lost');
    await expect(workbench.problems).toContainText('The local server went away in the middle of the run.');
    await expect(workbench.problems).toContainText(
      'Start `npm start` again and open the address that it prints; your edits are kept.',
    );
    await expectAccessible(page, 'connection lost');
    await expect.poll(() => programs.filter(isRunning), 'what is left of the run').toEqual([]);

    await test.step('Run says so again', async () => {
      await workbench.run.click();
      await workbench.ended('Failed');
      await expect(workbench.problems).toContainText('The local server does not answer.');
    });

    await test.step('the recording can be played, and the edit is still there', async () => {
      await workbench.chooseEngine(/^Recording/);
      await expect(workbench.badge).toHaveText(/^Recording/);
      await workbench.start();
      await expect(workbench.problems).toContainText("your edits can't change what was measured");
      await workbench.stop.click();
      await workbench.code.open();
      await expect(workbench.code.editor).toContainText('// mine');
    });

    await test.step('with the server there again, its address has the edit', async () => {
      const again = await startLocal(Number(new URL(server.address).port));
      try {
        await page.goto(again.page('/breakers/false-opens/'));
        await workbench.code.open();
        await expect(workbench.code.editor).toContainText('// mine');
      } finally {
        await again.stop();
      }
    });
  });
});

test('an error of syntax is said with its file and line, and shown at that line', async ({
  page,
  lesson,
}) => {
  const { workbench } = lesson;
  await lesson.open();
  await workbench.code.open();
  await workbench.code.typeAt(6, 'const = 1;\n');
  await workbench.run.click();
  await workbench.ended('Failed');
  await expect(workbench.problems).toContainText('SyntaxError');
  await workbench.tab('Checks').click();
  await workbench.problems.getByRole('button', { name: 'Show proxy.ts, line 6' }).click();
  await expect(workbench.code.errorLine).toHaveText('const = 1;');
  await expect(workbench.code.errorNote).toContainText('SyntaxError');
  await expect(workbench.code.errorNote).toBeInViewport();
  await expectAccessible(page, 'error of syntax');

  await test.step('once it is mended and run, nothing is said any more', async () => {
    await workbench.region.getByRole('button', { name: 'Reset file' }).click();
    await workbench.start();
    await expect(workbench.problems).toBeEmpty();
    await expect(workbench.code.errorLine).toHaveCount(0);
    await expectAccessible(page, 'running', ['dark']);
    await workbench.stop.click();
    await workbench.ended('Stopped');
  });
});
