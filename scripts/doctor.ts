/** `npm run doctor`: says what of the course will run on this machine, what will be recorded, and what to do. */
import { parseArgs } from 'node:util';
import { diagnose, reportLines } from './lib/doctor/diagnosis.ts';
import { findFacts, probes } from './lib/doctor/facts.ts';
import { publishedLessons } from './lib/doctor/lessons.ts';
import { say } from './lib/paths.mjs';

const USAGE = `npm run doctor -- [options]

  --no-labs   looks and tries, and leaves out the two labs that are run (half a minute)
  --json      prints what was found as JSON and nothing else

Ends with 0 if nothing is lacking, 1 if something is, 2 where an option is unknown.`;

interface Typed {
  labs: boolean;
  json: boolean;
  help: boolean;
}

function readArguments(): Typed | undefined {
  try {
    const { values } = parseArgs({
      options: {
        'no-labs': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return {
      labs: values['no-labs'] !== true,
      json: values.json === true,
      help: values.help === true,
    };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

const typed = readArguments();
if (!typed) process.exitCode = 2;
else if (typed.help) console.log(USAGE);
else {
  const facts = await findFacts(probes, typed.labs, typed.json ? () => undefined : say);
  const diagnosis = diagnose(facts, await publishedLessons());
  console.log(typed.json ? JSON.stringify(diagnosis, null, 2) : reportLines(diagnosis).join('\n'));
  process.exitCode = diagnosis.ok ? 0 : 1;
}
