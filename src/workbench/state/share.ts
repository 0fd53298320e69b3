/** What comes from elsewhere and goes elsewhere: a saved run, and settings in a link. */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Lab } from '../../../labs/kit/manifest.ts';
import type { RunRecord } from '../../../labs/kit/records.ts';
import { readRunFile } from '../share/run-file.ts';
import type { OpenedRun, RunAbout, RunFault } from '../share/run-file.ts';
import { readSettings, settingInWords } from '../share/settings-link.ts';
import type { HeldControls } from './controls.ts';

/** What came with the link that the page was opened by. */
export interface Arrived {
  /** `Rate 20/s` */
  applied: readonly string[];
  /** What was not applied, each with why. */
  refused: readonly string[];
}

export interface Share {
  /** A run from a file, which stands in the place of the recording. */
  readonly opened: Signal<OpenedRun | undefined>;
  /** Why a file was not opened, and its name. */
  readonly fault: Signal<(RunFault & { name: string }) | undefined>;
  readonly opening: Signal<boolean>;
  readonly arrived: Signal<Arrived | undefined>;
  /** The learner's own last run, whole; undefined where there is none to save. */
  readonly own: Signal<OwnRun | undefined>;
  open: (file: File) => Promise<void>;
  /** Gives the recording its place back. */
  close: () => void;
  /** Holds the controls as a fragment says; one that says nothing of them changes nothing. */
  apply: (fragment: string) => void;
}

export interface OwnRun {
  about: RunAbout;
  /** Put together when they are asked for. */
  records: () => readonly RunRecord[];
}

export function createShare(lab: Lab, controls: HeldControls, drawn: RunAbout['drawn']): Share {
  const opened = signal<OpenedRun | undefined>(undefined);
  const fault = signal<(RunFault & { name: string }) | undefined>(undefined);
  const opening = signal(false);
  const arrived = signal<Arrived | undefined>(undefined);
  let latest: File | undefined;
  return {
    opened,
    fault,
    opening,
    arrived,
    own: signal<OwnRun | undefined>(undefined),
    async open(file) {
      latest = file;
      opening.value = true;
      fault.value = undefined;
      const read = await readRunFile(file, lab, drawn);
      // Another one was chosen meanwhile.
      if (latest !== file) return;
      opening.value = false;
      if (read.ok) opened.value = read.run;
      else fault.value = { ...read.fault, name: file.name };
    },
    close() {
      opened.value = undefined;
      fault.value = undefined;
    },
    apply(fragment) {
      const read = readSettings(lab, fragment);
      if (!read) return;
      const applied = [...read.settings].flatMap(([name, value]) => {
        controls.set(name, value);
        const control = lab.controls.find((candidate) => candidate.name === name);
        return control ? [settingInWords(control, value)] : [];
      });
      arrived.value = { applied, refused: read.refused };
    },
  };
}
