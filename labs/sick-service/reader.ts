/** Reads the diagnosis once, for the checks, and says what is wrong with it. */
import { readFileSync } from 'node:fs';
import { happened } from '../kit/program.ts';
import { readDiagnosis } from './diagnosis.ts';

const FILE = 'diagnosis.yml';
const diagnosis = readDiagnosis(readFileSync(FILE, 'utf8'));
happened('diagnosis', { ...diagnosis });
if (!diagnosis.ok) console.log(diagnosis.problems.map((problem) => `${FILE}: ${problem}`).join('\n'));
