/** What a run came to, as text: each check with its figure, then the figures that matter. */
import { withUnit } from '../run/format.ts';
import type { RunStore } from '../run/store.ts';
import { harmless } from './style.ts';
import type { Paint } from './style.ts';

export function verdictLines(run: Pick<RunStore, 'verdicts' | 'figures'>, paint: Paint): string[] {
  const verdicts = run.verdicts();
  const lines = verdicts.flatMap(({ check, verdict }) => {
    const passed = verdict.state === 'passed';
    return [
      `${passed ? paint('good', '✓ passed') : paint('bad', '✗ failed')}  ${paint('bold', check.title)}`,
      `          ${harmless(verdict.figure)}`,
      ...(verdict.because ? [`          ${harmless(verdict.because)}`] : []),
    ];
  });
  const figures = run.figures();
  const width = Math.max(...figures.map(({ figure }) => figure.label.length), 0);
  const passed = verdicts.filter(({ verdict }) => verdict.state === 'passed').length;
  return [
    ...lines,
    ...(figures.length > 0 ? [''] : []),
    ...figures.map(
      ({ figure, value }) =>
        `${figure.label.padEnd(width)}  ${value === undefined ? 'not measured' : harmless(withUnit(value, figure.unit))}`,
    ),
    '',
    `${String(passed)} of ${String(verdicts.length)} checks passed.`,
  ];
}
