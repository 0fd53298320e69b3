import type { RunView } from '../../../labs/kit/run-view.ts';

/** Something that a lesson says of its lab's starter, beyond the checks that it fails. */
export interface Finding {
  says: string;
  /** Throws where it does not hold. */
  holds: (run: RunView) => void;
  /** Shown by a whole run only, as the recording is one, and not by a short one (`short` in the lab's manifest). */
  inWhole?: true;
}
