import { expect, test } from 'vitest';
import type { TableRow } from '../../../labs/kit/panels.ts';
import { tableCsv } from '../../../src/run/csv.ts';
import { createRunStore } from '../../../src/run/store.ts';
import { labWith } from './lab.ts';

const csv = (columns: string[], rows: TableRow[]): string =>
  tableCsv({ kind: 'table', id: 't', title: 'T', columns, read: () => rows }, createRunStore(labWith()).view);

test('a table is its columns and its rows, a line each, and what was not measured is empty', () => {
  const rows = [
    { head: 'none', cells: ['opens', undefined] },
    { head: 'deadline', cells: [undefined, '27'] },
  ];
  expect(csv(['Remedy', 'result', 'per second'], rows)).toBe(
    'Remedy,result,per second\r\nnone,opens,\r\ndeadline,,27\r\n',
  );
});

test('a field with a comma, a quote or a line break in it stays one field', () => {
  expect(csv(['a, b', 'c'], [{ head: 'says "no"', cells: ['two\nlines'] }])).toBe(
    '"a, b",c\r\n"says ""no""","two\nlines"\r\n',
  );
});

test('a table without a row is a line of columns', () => {
  expect(csv(['a', 'b'], [])).toBe('a,b\r\n');
});
