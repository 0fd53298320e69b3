/** What has to hold of every lab's manifest and folder, whatever the lab is about. */
import type { Lab } from '../../labs/kit/manifest.ts';
import { refuse } from '../../labs/kit/supervise/controls.ts';

export interface LabFolder {
  /** The folder's name. */
  name: string;
  /** Whether a file is there, by its path from the lab's folder. */
  has: (path: string) => boolean;
  /** Names of the files in `solution/`. */
  solution: string[];
}

/** Every inconsistency, as a sentence. */
export function problemsOf(lab: Lab, folder: LabFolder): string[] {
  return [...inNames(lab, folder), ...inFiles(lab, folder), ...inScenario(lab), ...inProcesses(lab)];
}

function inNames(lab: Lab, folder: LabFolder): string[] {
  const lists: [string, string[]][] = [
    ['program', lab.programs.map(({ name }) => name)],
    ['file', lab.files.map(({ path }) => path)],
    ['control', lab.controls.map(({ name }) => name)],
    ['part', lab.scenario.parts.map(({ id }) => id)],
    ['chart', lab.charts.map(({ id }) => id)],
    ['check', lab.checks.map(({ id }) => id)],
    ['figure', lab.figures.map(({ id }) => id)],
  ];
  return [
    ...(lab.id === folder.name ? [] : [`its id is ${lab.id}, its folder ${folder.name}`]),
    ...(lab.checks.length > 0 ? [] : ['it checks nothing']),
    ...lists.flatMap(([kind, names]) =>
      names
        .filter((name, index) => names.indexOf(name) !== index)
        .map((name) => `there are two of the ${kind} ${name}`),
    ),
  ];
}

function inFiles(lab: Lab, folder: LabFolder): string[] {
  const editable = lab.files.filter((file) => file.editable).map(({ path }) => path);
  return [
    ...lab.files.filter(({ path }) => !folder.has(path)).map(({ path }) => `its file ${path} is not there`),
    ...lab.programs
      .filter(({ file }) => !folder.has(file))
      .map(({ name, file }) => `the file ${file} of ${name} is not there`),
    ...(editable.length > 0 ? [] : ['none of its files can be edited']),
    ...(folder.solution.length > 0 || lab.drawn ? [] : ['it has no solution']),
    ...drawnFiles(lab, folder),
    ...folder.solution
      .filter((path) => !editable.includes(path))
      .map((path) => `its solution changes ${path}, which a learner cannot edit`),
  ];
}

/** Of the first draw: a lab that draws has tests of its own for the others. */
function drawnFiles(lab: Lab, folder: LabFolder): string[] {
  const controls = Object.fromEntries(lab.controls.map(({ name, value }) => [name, value]));
  const editable = new Set(lab.files.filter((file) => file.editable).map(({ path }) => path));
  return (['starter', 'solution'] as const)
    .flatMap((variant) => Object.entries(lab.drawn?.(controls, variant) ?? {}))
    .flatMap(([path, drawn]) => [
      ...(editable.has(path) ? [] : [`it draws ${path}, which a learner cannot edit`]),
      ...('text' in drawn || folder.has(drawn.from) ? [] : [`it draws ${drawn.from}, which is not there`]),
    ]);
}

function inScenario(lab: Lab): string[] {
  const { parts, duration } = lab.scenario;
  const times = parts.map(({ at }) => at);
  return [
    ...(times[0] === 0 ? [] : ['its first part does not begin at 0']),
    ...(times.every((at, index) => index === 0 || at > (times[index - 1] ?? 0))
      ? []
      : ['its parts are not in order']),
    ...(times.every((at) => at < duration) ? [] : ['a part begins after the scenario has ended']),
    ...lab.controls.flatMap(({ name, value }) => refusal(lab, name, value)),
    ...Object.entries(lab.short ?? {}).flatMap(([name, value]) => refusal(lab, name, value)),
    ...parts.flatMap((part) =>
      Object.entries(part.set).flatMap(([name, value]) => refusal(lab, name, value)),
    ),
    ...lab.controls
      .filter(({ name, overrules }) => overrules && parts.some(({ set }) => name in set))
      .map(({ name }) => `its scenario sets ${name}, whose value is the code's`),
  ];
}

function refusal(lab: Lab, name: string, value: Parameters<typeof refuse>[2]): string[] {
  const refused = refuse(lab, name, value);
  return refused ? [refused.message] : [];
}

function inProcesses(lab: Lab): string[] {
  const programs = new Set(lab.programs.map(({ name }) => name));
  const named = [
    ...lab.charts.flatMap((chart) =>
      chart.kind === 'band' ? [chart.process] : chart.series.map((one) => one.process),
    ),
    ...lab.requests.map(({ process }) => process),
  ];
  return [...new Set(named)]
    .filter((name) => !programs.has(name))
    .map((name) => `it names a program ${name}, which it does not start`);
}
