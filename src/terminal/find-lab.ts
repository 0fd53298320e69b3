import type { Lab } from '../../labs/kit/manifest.ts';
import { labNames, loadLab } from '../../labs/kit/supervise/folder.ts';
import type { Outcome } from './arguments.ts';
import { fail } from './arguments.ts';
import { unknownName } from './nearest.ts';

/** The lab of that name, or the sentence that says why there is none. */
export async function findLab(name: string): Promise<Outcome<Lab>> {
  const names = labNames();
  if (!names.includes(name)) return fail(unknownName('lab', name, names));
  try {
    const lab = await loadLab(name);
    return lab ? { ok: true, value: lab } : fail(`${name}/lab.ts exports no lab.`);
  } catch (error) {
    return fail(`${name}/lab.ts can't be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Every lab, a line each: its name and its title. */
export async function listLabs(): Promise<string> {
  const names = labNames();
  const width = Math.max(...names.map((name) => name.length), 0);
  const lines = await Promise.all(
    names.map(async (name) => {
      const lab = await findLab(name);
      return `  ${name.padEnd(width)}  ${lab.ok ? lab.value.title : lab.problem}`;
    }),
  );
  return lines.join('\n');
}
