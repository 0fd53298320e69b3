/** The learner's diagnosis, read from its file. Pure. */
import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { faultNames, suspects, type FaultName } from './faults.ts';

interface Finding {
  fault: FaultName;
  file: string;
  evidence: string;
}
export type Diagnosis =
  | { ok: true; findings: Finding[] }
  /** Sentences that say what to do. */
  | { ok: false; problems: string[] };

const WANTED = 4;
const SHORTEST = 15;
/** `400 ms`, `5%`, `6 connections`. Whether it is the right one can't be known: it is of a run before this. */
const FIGURE = /\d\s?(?:\p{L}|%)/u;

const finding = v.object(
  {
    fault: v.picklist(faultNames, 'write one of the names in the list at the top of the file as its fault'),
    file: v.picklist(suspects, `write the file that it is in: one of ${suspects.join(', ')}`),
    evidence: v.pipe(
      v.string('say in a sentence what you saw'),
      v.minLength(SHORTEST, 'say in a sentence what you saw'),
      v.regex(FIGURE, 'give the figure that you saw, with its unit'),
    ),
  },
  'give it a fault, a file and its evidence',
);
const shape = v.object(
  {
    faults: v.pipe(
      v.array(finding, 'begin the list with a line "faults:", and each entry with "- fault:"'),
      v.length(WANTED, ({ received }) => `name ${String(WANTED)} faults; there are ${received}`),
      v.check(
        (list) => new Set(list.map(({ fault }) => fault)).size === list.length,
        'name each fault only once',
      ),
    ),
  },
  'begin the list with a line "faults:"',
);

/** Reads `diagnosis.yml`. What is wrong with it comes as what to do. */
export function readDiagnosis(text: string): Diagnosis {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    return { ok: false, problems: [`line ${String(line)} is not YAML: ${broken.message}`] };
  }
  const read = v.safeParse(shape, document.toJS() as unknown);
  if (read.success) return { ok: true, findings: read.output.faults };
  const problems = read.issues.map((issue) => {
    const index = issue.path?.[1]?.key;
    return typeof index === 'number' ? `entry ${String(index + 1)}: ${issue.message}` : issue.message;
  });
  return { ok: false, problems: [...new Set(problems)] };
}
