/**
 * A lab may draw its files by a control: the number of a shop decides which faults it has. A page is of one
 * draw, which its address names (`?shop=17`), so that whoever has the address has the same.
 */
import type { Lab, NumberControl } from '../../../labs/kit/manifest.ts';

/** The control that draws a lab's files, if they are drawn. */
export function drawControl(lab: Lab): NumberControl | undefined {
  return lab.controls.find((control) => control.kind === 'number' && control.draws === true) as
    NumberControl | undefined;
}

/** The draw that an address asks for, brought into its range; undefined where it names none. */
export function drawnBy({ name, min, max }: NumberControl, search: string): number | undefined {
  const text = new URLSearchParams(search).get(name);
  const number = text === null || text.trim() === '' ? NaN : Math.round(Number(text));
  return Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : undefined;
}

/**
 * A draw by chance, and never the one that there is.
 *
 * @param random from 0 to below 1
 */
export function anotherDraw({ min, max }: NumberControl, now: number, random: number): number {
  const offset = 1 + Math.floor(random * (max - min));
  return min + ((now - min + offset) % (max - min + 1));
}

/** Under which name edits are kept: each draw has its own files, and so its own edits. */
export function editsName(lab: Lab, drawn: number | undefined): string {
  const control = drawControl(lab);
  return control && drawn !== undefined ? `${lab.id} ${control.name}=${String(drawn)}` : lab.id;
}
