/** Whether a request names a lab, files and controls that there are: nothing is started or written before. */
import type { Lab } from '../../labs/kit/manifest.ts';
import type { RunRequest } from '../../labs/kit/messages.ts';
import { suggest } from '../../labs/kit/nearest.ts';
import { refuse } from '../../labs/kit/supervise/controls.ts';
import { labNames, loadLab } from '../../labs/kit/supervise/folder.ts';
import type { ServerError } from './errors.ts';

/** What is wrong with a request, naming the nearest right name; undefined if it can be run. */
export async function checkRequest(request: RunRequest): Promise<ServerError | undefined> {
  const names = labNames();
  const lab = names.includes(request.lab) ? await loadLab(request.lab) : undefined;
  if (!lab) return bad('unknown-lab', `There is no lab "${request.lab}".`, suggest(request.lab, names));
  return checkEdits(lab, Object.keys(request.edits ?? {})) ?? checkControls(lab, request.controls ?? {});
}

function checkEdits(lab: Lab, edited: readonly string[]): ServerError | undefined {
  const editable = lab.files.filter((file) => file.editable).map((file) => file.path);
  for (const name of edited) {
    if (editable.includes(name)) continue;
    const known = lab.files.some((file) => file.path === name);
    return known
      ? bad('read-only-file', `"${name}" can only be read.`, suggest('', editable))
      : bad('unknown-file', `The lab has no file "${name}".`, suggest(name, editable));
  }
  return undefined;
}

function checkControls(lab: Lab, controls: NonNullable<RunRequest['controls']>): ServerError | undefined {
  for (const [name, value] of Object.entries(controls)) {
    const refusal = refuse(lab, name, value);
    if (refusal) return bad('bad-control', refusal.message, refusal.next);
  }
  return undefined;
}

function bad(code: string, message: string, next: string): ServerError {
  return { status: 400, code, message, next };
}
