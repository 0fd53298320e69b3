// @ts-check
/** `node scripts/run.mjs FILE …args` runs a program of the project on its Node, set up first. */
import { runChild } from './lib/child.mjs';
import { setupOrExit } from './setup.mjs';

const node = await setupOrExit();
const { code } = await runChild(node, process.argv.slice(2));
process.exitCode = code;
