// @ts-check
/** What only a site with a known address can have, because others want it whole: pictures for those who share it, a feed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { changes } from '../../../content/changes.ts';
import { plan } from '../../../src/course/plan.ts';
import { formatDate, shortNodeVersion } from '../../../src/run/format.ts';
import { readRecording, storeOf } from '../../../src/run/recording.ts';
import { inRoot } from '../paths.mjs';
import { cardSvg } from './card.mjs';
import { FEED, feedOf } from './feed.mjs';

/** The page that all others but the lessons share their picture with. */
const HOME = {
  chapter: 'Every claim is measured',
  title: 'Node.js under pressure',
  claim: 'The event loop, circuit breakers, the operating system, memory: labs that you run yourself.',
  lab: 'false-opens',
};

/**
 * An integration for Astro: with `SITE_URL`, `social/` has a picture for each lesson, and there is a feed of changes.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function published() {
  /** @type {string | undefined} */
  let home;
  return {
    name: 'published',
    hooks: {
      'astro:config:done': ({ config }) => {
        home = config.site && new URL(config.base.replace(/\/?$/, '/'), config.site).href;
      },
      'astro:build:done': async ({ dir, pages }) => {
        if (home === undefined) return;
        const site = fileURLToPath(dir);
        const built = pages.map(({ pathname }) => pathname.replace(/\/$/, ''));
        for (const { id, ...words } of [
          { id: 'home', ...HOME },
          ...lessons().filter(({ id }) => built.includes(id)),
        ]) {
          const file = join(site, 'social', `${id}.png`);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, await pictureOf(words));
        }
        writeFileSync(join(site, FEED), await feedOf(changes, home));
      },
    },
  };
}

/** The lessons of the course that are written. */
function lessons() {
  return plan.flatMap(({ id: folder, title: chapter, lessons: planned }) =>
    planned.flatMap(({ id: name, title, claim }) => {
      const id = `${folder}/${name}`;
      const file = inRoot('content', `${id}.mdx`);
      if (!existsSync(file)) return [];
      // Its front matter is checked where the page is made of it.
      const text = readFileSync(file, 'utf8');
      const said = (/** @type {string} */ key) => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1];
      return [
        {
          id,
          chapter,
          title: said('title') ?? title,
          claim: `“${said('claim') ?? claim}”`,
          lab: said('lab') ?? '',
        },
      ];
    }),
  );
}

/** @param {import('./card.mjs').Words & { lab: string }} words @returns {Promise<Buffer>} a PNG */
async function pictureOf(words) {
  const svg = cardSvg(words, await recordedOf(words.lab));
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64, dither: 0 }).toBuffer();
}

/** @param {string} id of a lab @returns {Promise<import('./card.mjs').Recorded | undefined>} */
async function recordedOf(id) {
  const file = inRoot('labs', id, 'recordings', 'starter.ndjson');
  if (!existsSync(file)) return undefined;
  const read = readRecording(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.message}`);
  /** @type {unknown} */
  const module = await import(pathToFileURL(inRoot('labs', id, 'lab.ts')).href);
  const { default: lab } = /** @type {{ default: import('../../../labs/kit/manifest.ts').Lab }} */ (module);
  const store = storeOf(lab, read.records);
  const { head } = store;
  const conditions = head
    ? `Recorded ${formatDate(head.startedAt)}, Node ${shortNodeVersion(head.node)}`
    : '';
  return { lab, store, conditions };
}
