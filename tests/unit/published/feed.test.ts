/** The feed of changes, and the file from which it is made. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changes } from '../../../content/changes.ts';
import { feedOf } from '../../../scripts/lib/published/feed.mjs';

test('changes are dated, the newest first, and are about pages that there are', () => {
  const dates = changes.map(({ date }) => date);
  for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  expect(dates).toEqual([...dates].sort().reverse());
  for (const { about } of changes) {
    const page = about.replace(/\/$/, '');
    expect(existsSync(`content/${page}.mdx`) || existsSync(`src/pages/${page}.astro`), about).toBe(true);
  }
});

test('the feed has each change, with an address that works from anywhere', async () => {
  const feed = await feedOf(
    [{ date: '2026-11-22', title: 'A & B', text: 'Less < more.', about: 'os/layers/' }],
    'https://example.org/under-load/',
  );
  expect(feed).toContain('<rss version="2.0"');
  expect(feed).toContain('<title>A &amp; B</title>');
  expect(feed).toContain('<description>Less &lt; more.</description>');
  expect(feed).toContain('<link>https://example.org/under-load/os/layers/</link>');
  expect(feed).toContain('<pubDate>Sun, 22 Nov 2026 12:00:00 GMT</pubDate>');
});
