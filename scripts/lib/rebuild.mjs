// @ts-check
import { build } from './build.mjs';
import { root, say } from './paths.mjs';
import { glanceAt } from './sources.mjs';

const EVERY = 700;

/**
 * Builds the site again whenever its sources have changed and stayed as they are for a moment.
 * It looks at sizes and times instead of asking the system to watch: that works alike on every
 * system, file system and Node, and a few hundred files take a few milliseconds.
 *
 * @param {string} node path of Node
 * @returns {() => void} ends it
 */
export function rebuildOnChange(node) {
  let built = glanceAt(root);
  let last = built;
  let ended = false;
  /** @type {NodeJS.Timeout} */
  let timer;

  const look = async () => {
    const now = glanceAt(root);
    if (now !== built && now === last) {
      built = now;
      say('The sources have changed: building.');
      const ok = await build(node, { stdio: ['ignore', 'ignore', 2], drafts: true });
      say(
        ok
          ? 'Built. Reload the page.'
          : 'The build failed (see above). It is tried again after the next change.',
      );
    }
    last = now;
    if (!ended) timer = setTimeout(() => void look(), EVERY);
  };

  timer = setTimeout(() => void look(), EVERY);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
