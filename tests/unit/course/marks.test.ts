/** What is shown as it is written: marks in places where nothing reads them would stand on the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../../content/', import.meta.url));
const lessons = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => ({ file, text: readFileSync(folder + file, 'utf8').replaceAll(/^```[^]*?^```/gm, '') }));

test('there are lessons', () => {
  expect(lessons).not.toEqual([]);
});

test.each(lessons)('$file has no component in code', ({ text }) => {
  const code = text.split('\n').flatMap((line) => line.match(/`[^`]+`/g) ?? []);
  expect(code.filter((one) => /<[A-Z]/.test(one))).toEqual([]);
});

test.each(lessons)('$file has no marks of code in what its parts are told as plain text', ({ text }) => {
  const told = [...text.matchAll(/\b(?:source|question|about|rule)="([^"]*)"|\blabel: '([^']*)'/g)];
  expect(told.map(([whole]) => whole).filter((one) => one.includes('`'))).toEqual([]);
});
