/** A learner's edits run as JavaScript in the page, and an error's line is the line that they see. */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stripEdits } from '../../../src/engines/webcontainer/strip.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const none = (): boolean => false;
const stripOne = async (
  code: string,
  isFile: (name: string) => boolean = none,
): Promise<string | undefined> => (await stripEdits({ 'server.ts': code }, isFile))['server.ts'];

/** What is left of a line when spaces, semicolons and comments of erased types do not count. */
const gist = (code: string): string[] =>
  code.split('\n').map((line) => (/^\s*(\/\*\*|\*|\/\/)/.test(line) ? '' : line.replace(/[\s;]/g, '')));

describe('edits', () => {
  it('come out as Node strips them, line for line, for every program of every lab', async () => {
    const files = globSync('labs/*/*.ts', { cwd: root });
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const text = readFileSync(`${root}/${file}`, 'utf8');
      const same = { [file]: text.replaceAll(/\.ts(?=['"`])/g, '.nots') };
      const [[, ours] = ['', '']] = Object.entries(await stripEdits(same, none));
      const theirs = stripTypeScriptTypes(Object.values(same)[0] ?? '');
      expect(gist(ours), file).toEqual(gist(theirs));
    }
  });

  it('keep an import that only seems unused, as Node does', async () => {
    expect(await stripOne("import './seed.ts';\nimport { a } from 'b';\n")).toBe(
      "import './seed.js';\nimport { a } from 'b';\n",
    );
  });

  it('speak of files by the names that they have there', async () => {
    const code =
      "new Worker(new URL('./task.ts', import.meta.url));\nspawn('node', ['once.ts', 'nobody.ts']);";
    expect(await stripOne(code, (name) => name === 'once.ts')).toBe(
      "new Worker(new URL('./task.js', import.meta.url));\nspawn('node', ['once.js', 'nobody.ts']);",
    );
  });

  it('that are no TypeScript stay as they are', async () => {
    const edits = { 'haproxy.cfg': 'server one ./a.ts', 'rules.yml': "a: './b.ts'" };
    expect(await stripEdits(edits, none)).toEqual(edits);
  });

  it('with wrong syntax say so in the line where it is', async () => {
    const code = await stripOne('const fine: number = 1;\n\nconst broken = ;\n');
    expect(code?.split('\n')[2]).toMatch(/^throw new SyntaxError\("Unexpected token/);
  });
});
