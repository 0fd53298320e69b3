/** A lab's controls in an address: `#set=blockMs:50,rate:20`. Whoever opens it is told what came with it. */
import type { Control, Lab } from '../../../labs/kit/manifest.ts';
import type { ControlValue } from '../../../labs/kit/records.ts';

const BEGIN = '#set=';
/** A longer fragment is none of ours. */
const LONGEST = 4000;
/** Characters of a link's own words that are repeated in a message. */
const REPEATED = 40;

export interface LinkedSettings {
  /** Values that the lab's controls may have, by name. */
  settings: ReadonlyMap<string, ControlValue>;
  /** What of the link was not applied and why, each in a sentence. */
  refused: readonly string[];
}

/** The fragment for these values; undefined where there is nothing to set. What draws the files stands in the query. */
export function settingsFragment(
  lab: Pick<Lab, 'controls'>,
  held: ReadonlyMap<string, ControlValue>,
): string | undefined {
  const pairs = lab.controls.flatMap((control) => {
    const value = held.get(control.name);
    if (value === undefined || draws(control)) return [];
    return [`${encodeURIComponent(control.name)}:${encodeURIComponent(String(value))}`];
  });
  return pairs.length === 0 ? undefined : BEGIN + pairs.join(',');
}

/** What a fragment sets; undefined where it is another one, such as that of a heading. Never throws. */
export function readSettings(lab: Pick<Lab, 'controls'>, fragment: string): LinkedSettings | undefined {
  if (!fragment.startsWith(BEGIN)) return undefined;
  const settings = new Map<string, ControlValue>();
  const refused: string[] = [];
  if (fragment.length > LONGEST)
    return { settings, refused: ['The link is too long to be one of this course.'] };
  for (const pair of fragment.slice(BEGIN.length).split(',')) {
    const [name, text] = pair.split(':').map(decode);
    if (name === undefined || text === undefined) {
      refused.push(`“${short(pair)}” is no setting.`);
      continue;
    }
    const control = lab.controls.find((candidate) => candidate.name === name && !draws(candidate));
    if (!control) {
      refused.push(`This lab has no control “${short(name)}”.`);
      continue;
    }
    const value = valueOf(control, text);
    if (value === undefined)
      refused.push(`${control.label} cannot be “${short(text)}”: ${allowed(control)}.`);
    else settings.set(name, value);
  }
  return { settings, refused };
}

/** `Rate 20/s` */
export function settingInWords(control: Control, value: ControlValue): string {
  switch (control.kind) {
    case 'number':
      return `${control.label} ${withUnit(String(value), control.unit)}`;
    case 'choice':
      return `${control.label} ${control.options.find((option) => option.value === value)?.label ?? String(value)}`;
    case 'switch':
      return `${control.label} ${value === true ? 'on' : 'off'}`;
  }
}

function valueOf(control: Control, text: string): ControlValue | undefined {
  switch (control.kind) {
    case 'number': {
      const value = text.trim() === '' ? NaN : Number(text);
      return value >= control.min && value <= control.max ? value : undefined;
    }
    case 'choice':
      return control.options.some(({ value }) => value === text) ? text : undefined;
    case 'switch':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
  }
}

function allowed(control: Control): string {
  switch (control.kind) {
    case 'number':
      return `it goes from ${String(control.min)} to ${withUnit(String(control.max), control.unit)}`;
    case 'choice':
      return `it is one of ${control.options.map(({ value }) => value).join(', ')}`;
    case 'switch':
      return 'it is true or false';
  }
}

const draws = (control: Control): boolean => control.draws === true;
const withUnit = (value: string, unit: string): string =>
  unit === '' || unit.startsWith('/') ? value + unit : `${value} ${unit}`;
const short = (text: string): string => (text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text);

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // A lone %: nobody's encoding.
  }
}
