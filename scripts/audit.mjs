// @ts-check
/**
 * `npm run audit`: are the installed packages those that their publishers signed, and is anything
 * known against them? Exit code 0: verified. 1: something is wrong. 2: something could not be checked.
 */
import { exitCodeOf, judgeAdvisories, judgeSignatures } from './lib/audit.mjs';
import { askNpm } from './lib/npm.mjs';
import { say } from './lib/paths.mjs';

const LABELS = { verified: 'VERIFIED', wrong: 'WRONG', unchecked: 'COULD NOT BE CHECKED' };
const SUMMARIES = {
  0: 'Everything was checked, and nothing is wrong.',
  1: 'Something is wrong; see above.',
  2: 'Nothing was found wrong, but not everything could be checked. Try again with a network and a registry that give signing keys and advisories (registry.npmjs.org does).',
};

const judgements = [
  judgeSignatures(askNpm('audit', 'signatures', '--json=false', '--loglevel=http')),
  judgeAdvisories(askNpm('audit', '--json')),
];
for (const { state, sentence, details } of judgements) {
  say(`${LABELS[state]}: ${sentence}`);
  for (const detail of details) say(`  ${detail}`);
}
const code = exitCodeOf(judgements);
say(`\n${SUMMARIES[code]}`);
process.exitCode = code;
