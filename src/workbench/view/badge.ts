import type { Prospect } from '../../engines/choose.ts';
import type { Chosen } from '../state/engine.ts';
import { formatDate, shortNodeVersion } from '../../run/format.ts';
import type { RunStore } from '../../run/store.ts';

/** A recording is never shown without saying that it is one, of when and of which Node. */
function recordingLabel(recording: RunStore | undefined, isOpened: boolean): string {
  const head = recording?.head;
  return head
    ? `${isOpened ? 'Opened run' : 'Recording'} · ${formatDate(head.startedAt)}, Node ${shortNodeVersion(head.node)}`
    : 'No recording';
}

/** @param isOpened whether the recording is a run that was opened from a file */
export function engineLabel(
  chosen: Chosen | undefined,
  prospect: Prospect | undefined,
  recording: RunStore | undefined,
  isOpened = false,
): string {
  if (!chosen && prospect) return 'WebContainer · starts at Run';
  if (!chosen || chosen.engine.kind === 'recorded') return recordingLabel(recording, isOpened);
  const { node, cores } = chosen.capabilities;
  const where = chosen.engine.kind === 'local' ? 'Local' : 'WebContainer';
  return `${where} · Node ${shortNodeVersion(node)} · ${String(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}
