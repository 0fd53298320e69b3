/** Every lab: its folder is in order, its recordings are what they say, its starter fails, its solution passes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../labs/kit/manifest.ts';
import type { Variant } from '../../labs/kit/records.ts';
import { labNames, labsFolder, loadLab } from '../../labs/kit/supervise/folder.ts';
import { findProgram } from '../../scripts/lib/programs.mjs';
import { readRecording, storeOf } from '../../src/run/recording.ts';
import type { RunStore } from '../../src/run/store.ts';
import { exitCode } from '../../src/terminal/outcome.ts';
import { play } from '../../src/terminal/play.ts';
import { painter } from '../../src/terminal/style.ts';
import { verdictLines } from '../../src/terminal/verdicts.ts';
import { machine } from '../kit/machine.ts';
import { draftLabs } from '../lessons.ts';
import type { Finding } from './findings/finding.ts';
import { problemsOf } from './manifest.ts';

const EXPECTED = { starter: 1, solution: 0 } as const;
const allFindings = import.meta.glob<{ findings: Finding[] }>('./findings/*.ts', { eager: true });

const labs = await Promise.all(
  labNames().map(async (name) => {
    const lab = await loadLab(name);
    if (!lab) throw new Error(`${name}/lab.ts exports no lab.`);
    return { name, lab, findings: allFindings[`./findings/${name}.ts`]?.findings ?? [] };
  }),
);

test('there are labs', () => {
  expect(labs).not.toEqual([]);
});

/** The run's verdicts stand in the error, so that a failed test says what was measured. */
function expectToEnd(run: RunStore, variant: Variant) {
  const measured = [...run.notices.map(({ message }) => message), ...verdictLines(run, painter({}, {}))].join(
    '\n',
  );
  expect(run.done?.reason, measured).toBe('scenario-ended');
  expect(exitCode(run), measured).toBe(EXPECTED[variant]);
}

function recording(lab: Lab, variant: Variant): RunStore {
  const read = readRecording(
    readFileSync(join(labsFolder, lab.id, 'recordings', `${variant}.ndjson`), 'utf8'),
  );
  if (!read.ok) throw new Error(read.message);
  expect(read.records[0]).toMatchObject({ kind: 'run', lab: lab.id, variant, edited: [] });
  return storeOf(lab, read.records);
}

describe.each(labs)('$name', ({ name, lab, findings }) => {
  const lacksHaproxy = lab.needs.includes('haproxy') && findProgram('haproxy') === undefined;
  // The two run side by side.
  const real = lacksHaproxy ? test.concurrent.skip : test.concurrent;
  const why = lacksHaproxy ? ' (HAProxy is not there: npm run provide -- haproxy)' : '';

  const inLab = (...path: string[]) => join(labsFolder, name, ...path);

  test('its manifest and its folder agree', () => {
    const solution = existsSync(inLab('solution'))
      ? readdirSync(inLab('solution'), { recursive: true, encoding: 'utf8' })
      : [];
    expect(problemsOf(lab, { name, has: (path) => existsSync(inLab(path)), solution })).toEqual([]);
  });

  if (draftLabs.includes(name)) return;

  test.each(['starter', 'solution'] as const)('its recorded %s ends as it should', (variant) => {
    expectToEnd(recording(lab, variant), variant);
  });

  test('its recordings show every series that its charts draw', () => {
    const run = recording(lab, 'starter');
    const drawn = lab.charts.flatMap((chart) => (chart.kind === 'lines' ? chart.series : []));
    const missing = drawn.filter(({ process, metric }) => run.view.samples(process, metric).length === 0);
    expect(missing).toEqual([]);
  });

  if (findings.length > 0) {
    test.each(findings)('recorded: $says', ({ holds }) => {
      holds(recording(lab, 'starter').view);
    });
  }

  real(`run for real, its starter fails its checks and shows what the lesson says of it${why}`, async () => {
    const before = machine();
    const run = await play(lab, { lab: name, variant: 'starter', controls: lab.short }, () => undefined);
    expectToEnd(run, 'starter');
    expect(machine()).toEqual(before);
    for (const { holds, inWhole } of findings) if (!inWhole || !lab.short) holds(run.view);
  });

  real(`run for real, its solution passes them${why}`, async () => {
    const before = machine();
    const run = await play(lab, { lab: name, variant: 'solution', controls: lab.short }, () => undefined);
    expectToEnd(run, 'solution');
    expect(machine()).toEqual(before);
  });
});
