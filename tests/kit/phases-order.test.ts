/** The order that the lab "Phases" shows is the order that plain Node prints for the same program. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { labsFolder, loadLab } from '../../labs/kit/supervise/folder.ts';
import { names, repeats, type From } from '../../labs/phases/figures.ts';
import { play } from '../../src/terminal/play.ts';

const TIMES = 50;
const run = promisify(execFile);
const folder = join(labsFolder, 'phases');

/** Without the kit, without hooks, without the lab's own watch: the tour's callbacks print as they run. */
const PLAIN = `
const { readFile } = process.getBuiltinModule('node:fs');
const { tour } = await import('./tour.ts');
const ran = [];
const will = (name, task) => () => { ran.push(name); task?.(); };
process.on('exit', () => console.log(ran.join(' → ')));
const all = () => tour(will);
`;
const starts: Record<From, string> = {
  main: "will('main module', all)();",
  io: "readFile('tour.ts', will('readFile', all));",
};

/** What plain \`node\` prints; it knows nothing of a supervisor. */
async function printed(args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { cwd: folder, env: { PATH: process.env['PATH'] } });
  return stdout.trim();
}

test('every repeat of a real run has the order that plain node printed, 50 times from each place', async () => {
  const lab = await loadLab('phases');
  const store = await play(
    lab!,
    { lab: 'phases', variant: 'starter', seconds: 4, controls: { show: 'tour' } },
    () => undefined,
  );
  for (const from of ['main', 'io'] as const) {
    const shown = new Set(repeats(store.view, 'tour', from).map(names));
    expect(shown.size, `orders from ${from}`).toBe(1);
    expect(shown, `plain node with the lab's notes, ${from}`).toContain(
      await printed(['one.ts', 'tour', from]),
    );
    for (let time = 0; time < TIMES; time += 1) {
      const order = await printed(['--input-type=module', '--eval', PLAIN + starts[from]]);
      expect(shown, `plain node, ${from}`).toContain(order);
    }
  }
});
