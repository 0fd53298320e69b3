// @ts-check
/** `npm start` (and, with `--dev`, `npm run dev`): sets up, builds if needed, starts the loopback server. */
import { build, buildIfNeeded } from './lib/build.mjs';
import { runChild } from './lib/child.mjs';
import { inRoot, say } from './lib/paths.mjs';
import { rebuildOnChange } from './lib/rebuild.mjs';
import { parseStart, START_USAGE } from './lib/start-arguments.mjs';
import { setupOrExit } from './setup.mjs';

const wanted = parseStart(process.argv.slice(2));
if (!wanted.ok) {
  say(`${wanted.problem}\n\n${START_USAGE}`);
  process.exit(2);
}
if (wanted.help) {
  console.log(START_USAGE);
  process.exit(0);
}

const node = await setupOrExit();
const built = wanted.dev
  ? await build(node, { stdio: ['ignore', 2, 2], drafts: true })
  : await buildIfNeeded(node);
if (!built) {
  say('The site could not be built, so it is not served. What went wrong is above.');
  process.exit(1);
}
const endRebuilding = wanted.dev ? rebuildOnChange(node) : undefined;
const { code } = await runChild(node, [inRoot('src/server/main.ts'), ...wanted.server]);
endRebuilding?.();
process.exitCode = code;
