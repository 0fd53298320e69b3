/** What "In production" finds in what a way to a dump has written. */
import { expect, test } from 'vitest';
import { environment, search } from '../../../labs/in-production/files.ts';
import { TOKEN } from '../../../labs/in-production/visitors.ts';

const allocated = (url: string, selfSize: number) => ({
  callFrame: { functionName: 'remember', url, lineNumber: 18 },
  selfSize,
  children: [],
});
const profile = (visits: number, others: number): string =>
  JSON.stringify({
    head: {
      ...allocated('', 0),
      children: [allocated('file:///lab/visits.ts', visits), allocated('node:net', others)],
    },
  });

test('each planted secret is found, whichever file it is in', () => {
  const files = [
    { name: 'a.heapsnapshot', text: `"strings":["${TOKEN}","visitor 711"]`, mode: 0o600 },
    { name: 'a.json', text: JSON.stringify({ environmentVariables: environment }), mode: 0o644 },
  ];
  expect(search(files)).toMatchObject({ secrets: ['password', 'key', 'token'], tells: true, mode: '644' });
  expect(search(files.slice(0, 1))).toMatchObject({ secrets: ['token'], mode: '600' });
});

test('a profile tells who fills the memory when the visits have a fair part of it, a report never', () => {
  expect(search([{ name: 'a.heapprofile', text: profile(50, 50) }])).toMatchObject({
    secrets: [],
    tells: true,
  });
  expect(search([{ name: 'a.heapprofile', text: profile(5, 95) }]).tells).toBe(false);
  expect(search([{ name: 'a.heapprofile', text: 'visits.ts remember' }]).tells).toBe(false);
  expect(search([{ name: 'a.json', text: 'visitor 711' }]).tells).toBe(false);
});

test('nothing written is nothing found', () => {
  expect(search([])).toEqual({ bytes: 0, secrets: [], tells: false, mode: '0' });
});
