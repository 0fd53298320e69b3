// @ts-check
/** `npm run build`: the static export in `dist/`. */
import { build } from './lib/build.mjs';
import { setupOrExit } from './setup.mjs';

const node = await setupOrExit();
process.exitCode = (await build(node)) ? 0 : 1;
