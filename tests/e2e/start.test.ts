import { expect, startServer, test } from './fixtures.ts';

const START = ['scripts/start.mjs', '--port', '0', '--no-open'];

test('npm start prints one address that serves the site, and Ctrl-C ends it', async ({ page, request }) => {
  const started = await startServer(START);
  const answer = await page.goto(started.address);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('main')).toBeVisible();
  expect(await started.stop()).toBe(0);
  await expect(request.get(started.address)).rejects.toThrow('ECONNREFUSED');
});

test('Ctrl-C in the middle of a run leaves none of its programs', async ({ request }) => {
  const started = await startServer(START);
  const { origin, hash } = new URL(started.address);
  const run = await fetch(`${origin}/api/runs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hash.replace('#token=', '')}`,
      'content-type': 'application/json',
      origin,
    },
    body: JSON.stringify({ lab: 'false-opens' }),
  });
  expect(run.status).toBe(200);

  const reader = run.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('part.start')) text += (await reader.read()).value ?? '';
  const pids = [...text.matchAll(/"pid":(\d+)/g)].map((match) => Number(match[1]));
  // The answer breaks off with the server.
  const broken = reader.closed.catch(() => undefined);
  expect(await started.stop()).toBe(0);
  await broken;
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await expect(request.get(origin)).rejects.toThrow('ECONNREFUSED');
});
