/**
 * The WebContainer engine as the suite sees it: it is in a page in Chromium, where the real client speaks to the
 * stand-in, and here is only what passes questions and records to and fro.
 */
import { randomUUID } from 'node:crypto';
import { chromium, type Browser } from '@playwright/test';
import type { RunRecord } from '../../../labs/kit/records.ts';
import type { Engine, Run } from '../../../src/engines/engine.ts';
import { alsoLookIn } from '../reading.ts';
import { trees } from './image.ts';
import { bundle, serve, startStandIn } from './stand-in.ts';

/** Records that wait here before the page waits, too. */
const ROOM = 2000;

/** @param host where Node in the page comes from: the stand-in, or StackBlitz's own */
export async function startWebcontainer(
  host: 'stand-in' | 'stackblitz' = 'stand-in',
): Promise<{ engine: Engine; end: () => Promise<unknown> }> {
  const standIn = host === 'stand-in' ? await startStandIn() : undefined;
  const elsewhere = standIn
    ? `<script>globalThis.WEBCONTAINER_API_IFRAME_URL = ${JSON.stringify(standIn.origin)};</script>`
    : '';
  const site = await serve({
    '/': {
      type: 'text/html',
      text: `<!doctype html><title>Under Load</title><body>${elsewhere}<script type="module" src="/page.js"></script>`,
    },
    '/page.js': { type: 'text/javascript', text: await bundle('./page.ts') },
    '/image.json': { type: 'application/json', text: JSON.stringify(trees) },
    '/favicon.ico': { type: 'image/x-icon', text: '' },
  });
  const executablePath = process.env['CHROMIUM_PATH'];
  const browser: Browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  const inbox = new Map<string, (records: RunRecord[], over: boolean) => Promise<void>>();
  await page.exposeFunction('underLoadRecords', (id: string, records: RunRecord[], over: boolean) =>
    inbox.get(id)?.(records, over),
  );
  await page.goto(site.origin);
  await page.waitForFunction(() => 'underLoad' in window);

  const run: Engine['run'] = (request): Run => {
    const id = randomUUID();
    let makeRoom: () => void = () => undefined;
    let gone = false;
    const begun = page.evaluate(([name, asked]) => window.underLoad.run(name, asked), [id, request] as const);
    const records = new ReadableStream<RunRecord>(
      {
        start: (controller) => {
          inbox.set(id, async (batch, over) => {
            if (gone) return;
            for (const record of batch) controller.enqueue(record);
            if (over) controller.close();
            else if ((controller.desiredSize ?? 1) <= 0)
              await new Promise<void>((resolve) => (makeRoom = resolve));
          });
        },
        pull: () => makeRoom(),
        cancel: async () => {
          gone = true;
          makeRoom();
          await begun;
          await page.evaluate((name) => window.underLoad.cancel(name), id);
        },
      },
      { highWaterMark: ROOM },
    );
    return {
      records,
      send: (message) => {
        // Questions to a page arrive in the order in which they were asked.
        void page.evaluate(([name, said]) => window.underLoad.send(name, said), [id, message] as const);
      },
      stop: () => page.evaluate((name) => window.underLoad.stop(name), id),
    };
  };
  const engine: Engine = {
    kind: 'webcontainer',
    boot: async ({ onProgress }) => {
      const { booted, steps } = await page.evaluate(() => window.underLoad.boot());
      for (const step of steps) onProgress(step);
      const workdir = standIn?.workdirs.at(-1);
      if (workdir !== undefined) alsoLookIn(`${workdir}/.runs`);
      return booted;
    },
    run,
  };
  return {
    engine,
    end: async () => {
      await browser.close();
      await site.close();
      await standIn?.close();
    },
  };
}
