import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labsFolder } from '../../../labs/kit/supervise/folder.ts';
import { readDiagnosis } from '../../../labs/sick-service/diagnosis.ts';
import { diagnosisOf, draw, filesOf, rightOnes, SHOPS } from '../../../labs/sick-service/draw.ts';
import { chapters, faultNames, faults } from '../../../labs/sick-service/faults.ts';
import lab from '../../../labs/sick-service/lab.ts';
import { mended, readSick } from '../../labs/mended.ts';

const inLab = (path: string) => join(labsFolder, 'sick-service', path);
const read = (path: string) => readFileSync(inLab(path), 'utf8');
const twenty = Array.from({ length: 20 }, (_, n) => n + 1);

describe('each of twenty shops', () => {
  test.each(twenty)(
    '%i has a fault of each chapter, each in another file, that can be told apart',
    (shop) => {
      const names = draw(shop);
      expect(names.map((name) => faults[name].chapter)).toEqual(chapters);
      expect(new Set(names.map((name) => faults[name].file)).size).toBe(4);
      expect(names).not.toEqual(expect.arrayContaining(['breaker-per-request', 'kept-timers']));
    },
  );

  test.each(twenty)('%i is sick in the files of its faults, and well when they are mended', (shop) => {
    const sick = readSick(shop);
    const differ = [...sick].filter(([path, text]) => path !== 'diagnosis.yml' && text !== read(path));
    expect(differ.map(([path]) => path).toSorted()).toEqual(
      draw(shop)
        .map((name) => faults[name].file as string)
        .toSorted(),
    );
    const edits = mended(shop);
    for (const [path, text] of sick) {
      if (path !== 'diagnosis.yml') expect(edits[path] ?? text).toBe(read(path));
    }
  });

  test.each(twenty)(
    '%i has a diagnosis that is read and found right, and another shop has another',
    (shop) => {
      const diagnosis = readDiagnosis(mended(shop)['diagnosis.yml'] ?? '');
      expect(diagnosis).toMatchObject({ ok: true });
      const findings = diagnosis.ok ? diagnosis.findings : [];
      expect(rightOnes(findings, draw(shop))).toBe(4);
      expect(rightOnes(findings, draw(shop + 1))).toBeLessThan(4);
    },
  );
});

test('twenty shops show every fault, and no two shops are alike', () => {
  expect(new Set(twenty.flatMap((shop) => draw(shop))).size).toBe(faultNames.length);
  const all = Array.from({ length: SHOPS }, (_, n) => draw(n + 1).join(' '));
  expect(new Set(all).size).toBe(SHOPS);
});

test('the same number is the same shop', () => {
  expect(draw(17)).toEqual(draw(17));
  expect(filesOf({ shop: 17 }, 'starter')).toEqual(filesOf({ shop: 17 }, 'starter'));
});

test('every fault has its form, every form its fault, and no form says that it is one', () => {
  const forms = faultNames.map((name) => `${faults[name].file.replace('.ts', '')}.${name}.ts`);
  expect(readdirSync(inLab('forms')).toSorted()).toEqual(forms.toSorted());
  for (const name of faultNames) {
    const text = read(`forms/${faults[name].file.replace('.ts', `.${name}.ts`)}`);
    expect(text).not.toContain(name);
    expect(text).not.toMatch(/fault|sick|leak|bug|slow|wrong/i);
  }
});

test('what a learner sees of a shop is there, and its diagnosis is still to be written', () => {
  expect(lab.files.filter(({ path }) => !existsSync(inLab(path)))).toEqual([]);
  const empty = readDiagnosis(read('diagnosis.yml'));
  expect(empty.ok ? [] : empty.problems).toContain(
    'entry 1: write one of the names in the list at the top of the file as its fault',
  );
  for (const name of faultNames) expect(read('diagnosis.yml')).toContain(`#   ${name}`);
});

const entry = (fault: string, file: string, evidence: string) =>
  `  - fault: ${fault}\n    file: ${file}\n    evidence: ${evidence}\n`;
const [first, ...others] = draw(1).map((name) => entry(name, faults[name].file, 'held for 400 ms by it'));

test.each([
  ['faults: [', /^line 1 is not YAML: /],
  ['', /begin the list with a line "faults:"/],
  ['faults:\n', /begin the list with a line "faults:"/],
  [`faults:\n${String(first)}`, /name 4 faults; there are 1/],
  [`faults:\n${entry('gremlins', 'shop.ts', 'seen at 3 am')}`, /entry 1: write one of the names/],
  [
    `faults:\n${entry('small-pool', 'pool.ts', 'seen at 3 am, twice')}`,
    /entry 1: write the file that it is in: one of /,
  ],
  [`faults:\n${entry('small-pool', 'prices.ts', 'it is obvious, really')}`, /entry 1: give the figure/],
  [`faults:\n${entry('small-pool', 'prices.ts', 'so many wait for it, 17')}`, /entry 1: give the figure/],
  [`faults:\n${entry('small-pool', 'prices.ts', '3 ms')}`, /entry 1: say in a sentence/],
  [`faults:\n${[first, first, ...others.slice(0, 2)].join('')}`, /name each fault only once/],
])('a diagnosis that is not one says what to do: %j', (text, says) => {
  const read = readDiagnosis(text);
  expect(read.ok ? '' : read.problems.join('\n')).toMatch(says);
});

test('a fault in the wrong file is not found, nor is one that the shop has not', () => {
  const [name = 'small-pool'] = draw(1);
  expect(rightOnes([{ fault: name, file: 'shop.ts' }], draw(1))).toBe(0);
  expect(rightOnes([{ fault: name, file: faults[name].file }], draw(1))).toBe(1);
  expect(diagnosisOf(draw(1))).toContain(name);
});

test('the evidence that is given for each fault would be taken from a learner, too', () => {
  for (let shop = 1; shop <= SHOPS; shop += 1)
    expect(readDiagnosis(diagnosisOf(draw(shop)))).toMatchObject({ ok: true });
});
