/** `node one.ts tour io`: runs one of the three in a fresh process, from the main module or from an I/O callback. */
import { readFile } from 'node:fs';
import { happened } from '../kit/program.ts';
import { race } from './race.ts';
import { steps } from './steps.ts';
import { tour } from './tour.ts';
import { ran, will } from './watch.ts';

const [show = 'tour', from = 'main'] = process.argv.slice(2);
const shown = { tour, race, steps }[show] ?? tour;

// #region from
const run = () => {
  shown(will);
};
if (from === 'main') will('main module', run)();
else readFile(import.meta.filename, will('readFile', run));
// #endregion

process.on('exit', () => {
  happened('order', { show, from, ran });
  console.log(ran.map(({ name }) => name).join(' → '));
});
