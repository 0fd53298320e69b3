/** Turns typed arguments into a request for a run, or into the sentence that says what is wrong. */
import type { Control, Lab } from '../../labs/kit/manifest.ts';
import type { RunRequest } from '../../labs/kit/messages.ts';
import type { ControlValue } from '../../labs/kit/records.ts';
import { refuse } from '../../labs/kit/supervise/controls.ts';
import type { Assignment, LabArguments, Outcome } from './arguments.ts';
import { fail } from './arguments.ts';
import { unknownName } from './nearest.ts';

/** @param read gives the text of a file at a path as typed; throws what the file system throws */
export function buildRequest(
  lab: Lab,
  typed: LabArguments,
  read: (path: string) => string,
): Outcome<RunRequest> {
  const edits: Record<string, string> = {};
  for (const file of typed.files) {
    const text = readReplacement(lab, file, read);
    if (!text.ok) return text;
    edits[file.name] = text.value;
  }
  const controls: Record<string, ControlValue> = {};
  for (const assignment of typed.set) {
    const value = readControl(lab, assignment);
    if (!value.ok) return value;
    controls[assignment.name] = value.value;
  }
  return {
    ok: true,
    value: {
      lab: lab.id,
      variant: typed.solution ? 'solution' : 'starter',
      edits,
      controls,
      ...(typed.seconds === undefined ? {} : { seconds: typed.seconds }),
    },
  };
}

function readReplacement(lab: Lab, file: Assignment, read: (path: string) => string): Outcome<string> {
  const editable = lab.files.filter((one) => one.editable).map((one) => one.path);
  const known = lab.files.find((one) => one.path === file.name);
  if (!known) return fail(unknownName(`file of ${lab.id}`, file.name, editable));
  if (!known.editable)
    return fail(`${file.name} can only be read in ${lab.id}. These can be replaced: ${editable.join(', ')}.`);
  try {
    return { ok: true, value: read(file.value) };
  } catch (error) {
    return fail(
      `The replacement for ${file.name} can't be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function readControl(lab: Lab, { name, value }: Assignment): Outcome<ControlValue> {
  const control = lab.controls.find((one) => one.name === name);
  if (!control)
    return fail(
      unknownName(
        `control of ${lab.id}`,
        name,
        lab.controls.map((one) => one.name),
      ),
    );
  const read = readValue(control, value);
  const refusal = refuse(lab, name, read);
  return refusal ? fail(`${refusal.message} ${refusal.next}`) : { ok: true, value: read };
}

const SWITCH: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false };

/** What was typed, as the control's kind of value; what is no such thing stays as it was typed, to be refused. */
function readValue(control: Control, text: string): ControlValue {
  if (control.kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (control.kind === 'switch') return SWITCH[text] ?? text;
  return text;
}
