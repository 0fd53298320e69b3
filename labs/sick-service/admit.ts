/**
 * Writes the files of a shop, as they are drawn, into a new folder, for an editor of one's own:
 * `node labs/sick-service/admit.ts 17 FOLDER`. A mended one goes into a run with
 * `npm run lab -- sick-service --set shop=17 --file prices.ts=FOLDER/prices.ts`.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import lab from './lab.ts';
import { filesOf, SHOPS } from './draw.ts';

const [number = '', folder] = process.argv.slice(2);
const shop = Number(number);
if (folder === undefined || !Number.isInteger(shop) || shop < 1 || shop > SHOPS) {
  console.error(`node labs/sick-service/admit.ts SHOP FOLDER, with a shop from 1 to ${String(SHOPS)}`);
  process.exitCode = 2;
} else {
  const drawn = filesOf({ shop }, 'starter');
  mkdirSync(folder); // refuses one that is there, with what was mended in it
  for (const { path } of lab.files) {
    const file = drawn[path];
    const from = file && 'from' in file ? file.from : path;
    copyFileSync(join(import.meta.dirname, from), join(folder, path));
  }
  console.log(`Shop ${number} is in ${folder}.`);
}
