/** Values and conditions as the workbench writes them, for a page beside it. */
import { formatDate, shortNodeVersion, withUnit } from '../../run/format.ts';

const engines: Readonly<Record<string, string>> = { local: 'own machine', webcontainer: 'in the page' };

export function valueInWords(value: string, unit: string): string {
  return withUnit(value, unit);
}

/** `Node 24.21, own machine, 22 Nov 2026` */
export function conditionsInWords({
  at,
  engine,
  node,
}: {
  at: string;
  engine: string;
  node: string;
}): string {
  const where = Object.hasOwn(engines, engine) ? engines[engine] : engine;
  return `Node ${shortNodeVersion(node)}, ${where ?? engine}, ${formatDate(at)}`;
}
