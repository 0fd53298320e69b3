/** Which faults the shop with a number has. Pure: the number alone decides. */
import type { DrawnFile } from '../kit/manifest.ts';
import type { ControlValue, Variant } from '../kit/records.ts';
import { chapters, faultNames, faults, type FaultName } from './faults.ts';

/** Both keep the processor busy when nobody asks for anything: with both, neither could be told by its symptom. */
const ALIKE: readonly FaultName[] = ['breaker-per-request', 'kept-timers'];
/** Has no divisor in common with the number of shops, so that neighbours differ and each is drawn once. */
const STRIDE = 29;
/** Where the numbers begin among them. */
const FIRST = 8;

function fitsTogether(names: readonly FaultName[]): boolean {
  const files = new Set(names.map((name) => faults[name].file));
  return files.size === names.length && !ALIKE.every((name) => names.includes(name));
}

/** Every shop that there can be: one fault of each chapter, each in another file. */
const shops: readonly FaultName[][] = chapters
  .reduce<FaultName[][]>(
    (some, chapter) =>
      some.flatMap((names) =>
        faultNames.filter((name) => faults[name].chapter === chapter).map((name) => [...names, name]),
      ),
    [[]],
  )
  .filter(fitsTogether);

/** Shops have the numbers from 1 to this. */
export const SHOPS = shops.length;
export const FIRST_SHOP = 1;
/** The shop that is recorded, and run where none is asked for: it shows something on each gauge. */
export const USUAL_SHOP = 28;

/** The four faults of a shop, in the order of the chapters. */
export function draw(shop: number): readonly FaultName[] {
  return shops[(FIRST + (Math.trunc(shop) - FIRST_SHOP) * STRIDE) % SHOPS] ?? [];
}

/** The number of the shop that a run is of. */
export function shopOf(value: ControlValue | undefined): number {
  return typeof value === 'number' ? value : USUAL_SHOP;
}

/** How many of a shop's faults are named, each in its file. */
export function rightOnes(
  findings: readonly { fault: string; file: string }[],
  names: readonly FaultName[],
): number {
  return names.filter((name) => findings.some((one) => one.fault === name && one.file === faults[name].file))
    .length;
}

/** A diagnosis that names these faults, as a file. */
export function diagnosisOf(names: readonly FaultName[]): string {
  const entries = names.map(
    (name) => `  - fault: ${name}\n    file: ${faults[name].file}\n    evidence: ${EVIDENCE[name]}\n`,
  );
  return `faults:\n${entries.join('')}`;
}

const EVIDENCE: Record<FaultName, string> = {
  'blocking-call': 'the loop is held for over 400 ms by each receipt, in pbkdf2Sync',
  'slow-pattern': 'the loop is held for over 400 ms by each search, in the pattern',
  'whole-copy': 'the loop is held for over 400 ms by each listing, in JSON.parse and JSON.stringify',
  'one-after-another': 'a page takes over 400 ms with 4 a second, too; a price takes 25 to 45 ms',
  'breaker-per-request': 'over 100 ms of CPU time a second after the load, in opossum/lib/status.js',
  'tight-breaker': 'open though the suppliers answer in 10 to 30 ms; its timeout is 20 ms',
  'no-deadline': 'one page in 12 takes 1.5 s, as the suppliers do; no breaker times out',
  'few-connections': 'never more than 30 connections, and those of 43 are dropped without an answer',
  'small-pool': 'requests wait for 6 connections, while the suppliers answer in 25 to 45 ms',
  'kept-objects': 'the heap grows by about 2 MB/s after collections, the rest does not',
  'kept-timers': 'some 300 timers are alive after the load, and use over 100 ms of CPU time a second',
  'kept-buffers': 'external memory grows by 5 MB with each receipt',
  'needless-garbage': 'each search holds the loop for over 400 ms, much of it in the collector',
};

/** The files of a shop: its sick ones in the starter; the solution has none, and the diagnosis. */
export function filesOf(
  controls: Readonly<Record<string, ControlValue>>,
  variant: Variant,
): Record<string, DrawnFile> {
  const names = draw(shopOf(controls['shop']));
  if (variant === 'solution') return { 'diagnosis.yml': { text: diagnosisOf(names) } };
  return Object.fromEntries(
    names.map((name) => {
      const { file } = faults[name];
      return [file, { from: `forms/${file.replace('.ts', `.${name}.ts`)}` }];
    }),
  );
}
