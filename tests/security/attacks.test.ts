/**
 * Pages of other sites in a real browser, against the real server: none starts a process, and none
 * reads a word. Chromium's own guard of the local network is turned off: the server stands alone.
 */
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningServer } from '../../src/server/server.ts';
import { watchAnswers, type Answer, type Answers } from './answers.ts';
import { startAttacker, startRebinder, type Attacker, type Rebinder } from './attackers.ts';
import { pageAttacks, type PageAttack } from './page-attacks.ts';
import { createWitness } from './witness.ts';

// Before the kit is loaded, which reads it once.
vi.hoisted(() => {
  process.env['UNDER_LOAD_LABS'] = new URL('../fixtures/labs', import.meta.url).pathname;
});
const { startServer } = await import('../../src/server/server.ts');

const executablePath = process.env['CHROMIUM_PATH'];
const dist = fileURLToPath(new URL('../fixtures/site', import.meta.url));
const aRun = JSON.stringify({ lab: 'echo' });
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
  '--host-resolver-rules=MAP evil.test 127.0.0.1, MAP rebound.test 127.0.0.2',
];

/** What the server's own page does to start a run, with a token that it was given. */
async function startRun(token: string): Promise<{ status: number; text: string }> {
  const answer = await fetch('/api/runs', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"lab":"echo"}',
  });
  return { status: answer.status, text: await answer.text() };
}

/** Begins a run and leaves it going; gives the status, and what the run, or the refusal, says first. */
async function beginRun({ token, page }: { token: string; page: string }): Promise<string> {
  const answer = await fetch('/api/runs', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'under-load-page': page,
    },
    body: '{"lab":"echo"}',
  });
  const first = await answer.body?.getReader().read();
  return `${String(answer.status)} ${new TextDecoder().decode(first?.value)}`;
}

/** Ways to make the whole tab leave for the server. */
const leavings: readonly { name: string; leave: (url: string) => void }[] = [
  {
    name: 'an address',
    leave: (url) => {
      location.href = url;
    },
  },
  {
    name: 'a refresh',
    leave: (url) => {
      document.head.innerHTML = `<meta http-equiv="refresh" content="0; url=${url}">`;
    },
  },
  {
    name: 'a form that is sent as plain text',
    leave: (url) => {
      document.body.innerHTML = `<form method="post" enctype="text/plain" action="${url}"><input></form>`;
      const [form] = document.forms;
      const [name, value] = ['{"lab":"echo","edits":{"server.ts":"', '"}}'];
      Object.assign(form?.elements[0] ?? {}, { name, value });
      form?.submit();
    },
  },
];

// `npm test` finds the browser, or says that there is none.
describe.runIf(executablePath)('in a browser', () => {
  const witness = createWitness();
  let server: RunningServer;
  let attacker: Attacker;
  let rebinder: Rebinder;
  let browser: Browser;
  let answers: Answers;
  let context: BrowserContext;

  beforeAll(async () => {
    server = await startServer({ port: 0, dist, supervisor: witness.file });
    answers = watchAnswers(server.port);
    attacker = await startAttacker();
    rebinder = await startRebinder(server.port);
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: FLAGS });
    context = await browser.newContext();
  });
  afterAll(async () => {
    await browser.close();
    answers.end();
    await Promise.all([server.close(), attacker.close(), rebinder.close()]);
    witness.remove();
  });
  beforeEach(() => {
    rebinder.bind('attacker');
  });
  afterEach(async () => {
    await Promise.all(context.pages().map((page) => page.close()));
  });

  const base = (): string => `http://127.0.0.1:${String(server.port)}`;
  const evil = (): string => `http://evil.test:${String(attacker.port)}/`;

  async function open(address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }
  async function openFramed(attributes: Record<string, string>): Promise<Frame> {
    const page = await open(evil());
    await page.evaluate((given) => {
      const frame = Object.assign(document.createElement('iframe'), given);
      return new Promise((resolve) => {
        frame.addEventListener('load', resolve);
        document.body.append(frame);
      });
    }, attributes);
    return page.frames()[1]!;
  }

  interface Attacking {
    who: string;
    /** Where the attacker's page is; where it aims at. */
    from: () => Promise<Page | Frame>;
    target: () => string;
    /** What such a page may read: a refusal is same-origin to whoever owns the name that was asked for. */
    mayRead: RegExp | undefined;
  }
  const attackers: readonly Attacking[] = [
    { who: 'a page of another site', from: () => open(evil()), target: base, mayRead: undefined },
    {
      who: 'a page of another site that has a name for this machine',
      from: () => open(evil()),
      target: () => `http://evil.test:${String(server.port)}`,
      mayRead: undefined,
    },
    {
      who: 'a page of another port of this machine',
      from: () => open(`http://127.0.0.1:${String(attacker.port)}/`),
      target: base,
      mayRead: undefined,
    },
    {
      who: 'a sandboxed frame',
      from: () => openFramed({ sandbox: 'allow-scripts allow-forms allow-popups', srcdoc: '<body>' }),
      target: base,
      mayRead: undefined,
    },
    {
      who: 'a frame out of a data: address',
      from: () => openFramed({ src: 'data:text/html,<body>' }),
      target: base,
      mayRead: undefined,
    },
    {
      who: 'a page whose name was bound anew',
      from: async () => {
        const page = await open(`http://rebound.test:${String(server.port)}/`);
        rebinder.bind('victim');
        return page;
      },
      target: () => `http://rebound.test:${String(server.port)}`,
      mayRead: /^(403 )?(\{"error":\{"code":"wrong-host",[^}]*\}\})?$/,
    },
  ];

  /** Lets a page attack; gives what it read that it may not, and what the server answered. */
  async function attackFrom(
    page: Page | Frame,
    { target, mayRead }: Attacking,
    { attack, comes }: PageAttack,
  ): Promise<{ read: string[]; answered: Answer[] }> {
    await answers.take();
    const aim = { target: target(), tokens: [server.token, 'x'.repeat(server.token.length)], run: aRun };
    const read = await page.evaluate(attack, aim);
    // A page is told nothing of what it only sends off, so the server is asked whether it has come.
    await vi.waitFor(() => {
      expect(answers.come()).toBeGreaterThanOrEqual(comes);
    }, 5000);
    return { read: read.filter((text) => !mayRead?.test(text)), answered: await answers.take() };
  }
  const refused = ({ request, status }: Answer): boolean =>
    status === 403 || (request === 'GET /favicon.ico' && status === 404);

  it('the page of the server itself, with its token, starts a run: the rest is not refused for nothing', async () => {
    const page = await open(server.address);
    const token = new URL(page.url()).hash.replace('#token=', '');
    const { status, text } = await page.evaluate(startRun, token);
    expect([status, text]).toEqual([200, expect.stringContaining('"kind":"done"')]);
    expect(witness.sawStart()).toBe(true);
  });

  it.each(attackers)('$who starts nothing and reads nothing, whatever it tries', async (attacking) => {
    const page = await attacking.from();
    for (const how of pageAttacks) {
      const { read, answered } = await attackFrom(page, attacking, how);
      expect(read, `read by ${how.name}`).toEqual([]);
      expect(
        answered.filter((answer) => !refused(answer)),
        `answered to ${how.name}`,
      ).toEqual([]);
    }
    expect(witness.sawStart()).toBe(false);
  });

  it.each(leavings)('a tab that another site sends here by $name meets a refusal', async ({ leave }) => {
    for (const path of ['/', '/api/runs']) {
      const page = await open(evil());
      const arrived = page.waitForResponse((response) => response.url() === base() + path);
      await page.evaluate(leave, base() + path);
      expect((await arrived).status()).toBe(403);
      await page.close();
    }
    expect(witness.sawStart()).toBe(false);
  });

  describe('while the browser that it opened itself is expected', () => {
    afterEach(() => {
      server.expectBrowser(undefined);
    });
    const [site, , port] = attackers as [Attacking, Attacking, Attacking];
    it.each([site, port])('$who starts nothing and reads nothing', async (attacking) => {
      let came = false;
      server.expectBrowser(`/?opened=${randomBytes(16).toString('hex')}`, () => (came = true));
      const page = await attacking.from();
      for (const how of pageAttacks) {
        const { read, answered } = await attackFrom(page, attacking, how);
        expect(read, `read by ${how.name}`).toEqual([]);
        expect(
          answered.filter((answer) => !refused(answer)),
          `answered to ${how.name}`,
        ).toEqual([]);
      }
      expect(witness.sawStart()).toBe(false);
      // Nobody took its place.
      expect(came).toBe(false);
    });
  });

  it('a tab that is left from an earlier start is told so, with what to do, and starts nothing', async () => {
    const earlier = await startServer({ port: 0, dist, supervisor: witness.file });
    const page = await open(earlier.address);
    await earlier.close();
    const later = await startServer({ port: earlier.port, dist, supervisor: witness.file });
    expect(later.port).toBe(earlier.port);
    const { status, text } = await page.evaluate(startRun, earlier.token);
    await later.close();
    expect(status).toBe(401);
    const { error } = JSON.parse(text) as { error: Record<string, string> };
    expect(error['message']).toContain('earlier start');
    expect(error['next']).toContain('Open the address that `npm start` printed last. Your edits are kept.');
    expect(witness.sawStart()).toBe(false);
  });

  it('two tabs have a run each, a second one of the same tab is refused, and each ends with its tab', async () => {
    const waiting = createWitness({ waits: true });
    const own = await startServer({ port: 0, dist, supervisor: waiting.file });
    try {
      const [one, two] = [await open(own.address), await open(own.address)];
      const { token } = own;
      expect(await one.evaluate(beginRun, { token, page: 'one' })).toMatch(/^200 .*begun/);
      expect(await two.evaluate(beginRun, { token, page: 'two' })).toMatch(/^200 .*begun/);
      expect(await one.evaluate(beginRun, { token, page: 'one' })).toMatch(/^409 .*Stop it first/);
      expect(waiting.running()).toBe(2);
      await one.close();
      await vi.waitFor(() => {
        expect(waiting.running()).toBe(1);
      }, 5000);
      expect(await two.evaluate(beginRun, { token, page: 'two' })).toMatch(/^409 /);
      await two.close();
      await vi.waitFor(() => {
        expect(waiting.running()).toBe(0);
      }, 5000);
    } finally {
      await own.close();
      waiting.remove();
    }
  });
});
