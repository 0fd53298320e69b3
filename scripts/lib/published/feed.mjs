// @ts-check
/** The feed of changes, from content/changes.ts. */
import rss from '@astrojs/rss';

/** Where the feed is, within the site. */
export const FEED = 'changes.xml';

/**
 * @param {readonly import('../../../content/changes.ts').Change[]} changes
 * @param {string} home the site's own address, sub-path and all, with a slash at its end
 * @returns {Promise<string>} RSS 2.0
 */
export async function feedOf(changes, home) {
  const answer = await rss({
    title: 'Under Load',
    description: 'What has changed in the workshop about Node.js under pressure.',
    site: home,
    items: changes.map(({ date, title, text, about }) => ({
      title,
      description: text,
      pubDate: new Date(`${date}T12:00:00Z`),
      link: new URL(about, home).href,
    })),
    customData: '<language>en</language>',
  });
  return answer.text();
}
