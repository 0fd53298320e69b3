// @ts-check
/** `npm run provide -- haproxy` fetches a program that a lab needs into the project's own folder. */
import { say } from './lib/paths.mjs';
import { programNames, provideProgram } from './lib/programs.mjs';

const wanted = process.argv.slice(2);
const names = programNames.filter((name) => wanted.includes(name));
if (wanted.length === 0 || names.length < wanted.length) {
  say(`npm run provide -- NAME …, each one of: ${programNames.join(', ')}`);
  process.exit(2);
}
for (const name of names) {
  const found = await provideProgram(name);
  say(found.ok ? `${name} is there: ${found.path}` : found.problem);
  if (!found.ok) process.exitCode = 2;
}
