import { describe, expect, test } from 'vitest';
import { highlightedHtml } from '../../../src/workbench/code/highlight.ts';
import { readRegion, replaceRegion } from '../../../src/workbench/code/regions.ts';

const file = [
  'import a;',
  '// #region one',
  'first();',
  '// #endregion',
  '  // #region two',
  '  second();',
  '  third();',
  '  // #endregion',
  'end();',
].join('\n');

describe('a region of a file', () => {
  test('is its lines without the markers, and knows where they stand', () => {
    expect(readRegion(file, 'one')).toEqual({ ok: true, text: 'first();', firstLine: 3 });
    expect(readRegion(file, 'two')).toEqual({ ok: true, text: '  second();\n  third();', firstLine: 6 });
  });

  test('can be replaced by more lines or fewer, and nothing else changes', () => {
    const longer = replaceRegion(file, 'one', 'a();\nb();') ?? '';
    expect(readRegion(longer, 'one')).toMatchObject({ text: 'a();\nb();' });
    expect(readRegion(longer, 'two')).toMatchObject({ text: '  second();\n  third();' });
    expect(replaceRegion(longer, 'one', 'first();')).toBe(file);
    expect(readRegion(replaceRegion(file, 'one', '') ?? '', 'one')).toMatchObject({ ok: true, text: '' });
  });

  test('whose marker is gone says so and is not replaced', () => {
    const broken = file.replace('// #region one', '');
    expect(readRegion(broken, 'one')).toMatchObject({ ok: false, code: 'no-region' });
    expect(replaceRegion(broken, 'one', 'x')).toBeUndefined();
    expect(readRegion('// #region one\nno end', 'one')).toMatchObject({ ok: false });
  });

  test('begins with the comment of its own language', () => {
    const configuration = 'global\n# #region backend\nbackend api\n# #endregion';
    expect(readRegion(configuration, 'backend')).toEqual({ ok: true, text: 'backend api', firstLine: 3 });
  });

  test('is found by its whole name', () => {
    expect(readRegion(file, 'on')).toMatchObject({ ok: false });
  });
});

describe('static code', () => {
  test('of a rule file has the colours of YAML', () => {
    expect(highlightedHtml('alert: x # why', 'alerts.yml')).toContain(
      '<span class="tok-comment"># why</span>',
    );
  });

  test('is coloured by classes and keeps its text', () => {
    const html = highlightedHtml("const a: number = 1; // <b>\n'x'", 'a.ts');
    expect(html).toContain('<span class="tok-keyword">const</span>');
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toContain('<b>');
    expect(
      html
        .replace(/<[^>]*>/g, '')
        .replace('&lt;b&gt;', '<b>')
        .replaceAll('&#39;', "'"),
    ).toBe("const a: number = 1; // <b>\n'x'");
  });

  test("of HAProxy's configuration is coloured by its own rules", () => {
    const html = highlightedHtml('backend api # <b>\n  timeout server 500ms', 'haproxy.cfg');
    expect(html).toContain('<span class="tok-keyword">backend</span> api');
    expect(html).toContain('<span class="tok-comment"># &lt;b&gt;</span>');
    expect(html).toContain('timeout server <span class="tok-number">500ms</span>');
  });
});
