/** Who is under which limit: a shell with 64 soft and 128 hard, a Node that it starts, a shell that this one starts. */
import { execFileSync } from 'node:child_process';
import { happened } from '../kit/program.ts';

// #region limits
const shell = 'echo "$(ulimit -Sn) $(ulimit -Hn)"';
const node = `console.log(require('node:child_process').execSync(${JSON.stringify(`ulimit -Sn; ulimit -Hn`)}) + '');
  const { soft, hard } = process.report.getReport().userLimits.open_files;
  console.log(soft + ' ' + hard);`;

const under = (...command: string[]): string[] =>
  execFileSync('prlimit', ['--nofile=64:128', '--', ...command], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
// #endregion

const [shellSoft, shellHard] = under('sh', '-c', shell);
const [childSoft, childHard, nodeSoft, nodeHard] = under(process.execPath, '-e', node);
happened('limits', { who: 'shell', soft: Number(shellSoft), hard: Number(shellHard) });
happened('limits', { who: 'node', soft: Number(nodeSoft), hard: Number(nodeHard) });
happened('limits', { who: 'child', soft: Number(childSoft), hard: Number(childHard) });
