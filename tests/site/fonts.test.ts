/** The typefaces are served without what nothing asks for, and with all that something does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkitten';
import { expect, ROOT, test } from '../e2e/fixtures.ts';

const DIST = join(ROOT, 'dist');
const FONTS = [
  ['inter.', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
  ['jetbrains-mono.', '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'],
] as const;

const filesOf = (ending: string): string[] =>
  readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));

function font(path: string) {
  const read = create(readFileSync(path));
  if (read.isCollection) throw new Error(`${path} holds several fonts.`);
  return read;
}

for (const [name, whole] of FONTS) {
  test(`${name} every letter and weight of the pages is there`, () => {
    const file = filesOf('.woff2').find((path) => path.includes(name));
    expect(file).toBeDefined();
    const [served, complete] = [
      font(join(DIST, file ?? '')),
      font(fileURLToPath(import.meta.resolve(whole))),
    ];
    const letters = new Set(
      filesOf('.html').flatMap((page) => Array.from(readFileSync(join(DIST, page), 'utf8'))),
    );
    const codes = [...letters].map((letter) => letter.codePointAt(0) ?? 0);
    expect(codes.length).toBeGreaterThan(90);
    const lost = codes.filter(
      (code) => complete.hasGlyphForCodePoint(code) && !served.hasGlyphForCodePoint(code),
    );
    expect(lost.map((code) => String.fromCodePoint(code))).toEqual([]);

    const { min = NaN, max = NaN } = served.variationAxes['wght'] ?? {};
    const weights = filesOf('.css').flatMap((sheet) =>
      [...readFileSync(join(DIST, sheet), 'utf8').matchAll(/font-weight:(\d+)(?! ?\d)/g)].map(([, weight]) =>
        Number(weight),
      ),
    );
    expect(weights.length).toBeGreaterThan(10);
    expect(weights.filter((weight) => weight < min || weight > max)).toEqual([]);
  });
}

test('figures in a table are of one width', async ({ page, server }) => {
  await page.goto(server.page('/'));
  const widths = await page.evaluate(async () => {
    await document.fonts.load('16px "Inter Variable"');
    return ['1111', '0000'].map((text) => {
      const span = document.createElement('span');
      span.textContent = text;
      span.style.cssText = 'font: 16px "Inter Variable"; font-variant-numeric: tabular-nums';
      document.body.append(span);
      return span.getBoundingClientRect().width;
    });
  });
  expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 2);
});
