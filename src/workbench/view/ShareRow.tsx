import { useComputed, useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { saveBlob } from '../panel/save-file.ts';
import { MAX_RUN_BYTES, runFileName, writeRunFile } from '../share/run-file.ts';
import { settingsFragment } from '../share/settings-link.ts';
import type { OwnRun } from '../state/share.ts';
import type { Session } from '../state/session.ts';
import { CopyButton } from './CopyButton.tsx';
import { Live } from './slots.ts';

/** What of a lab can be passed on: the last run as a file, and the settings as a link. And the way back in. */
export function ShareRow({ session }: { session: Session }) {
  const { lab, share, controls } = session;
  const live = useContext(Live);
  const isTooLarge = useSignal(false);
  const fragment = useComputed(() => settingsFragment(lab, controls.held.value)).value;
  const own = share.own.value;
  const save = ({ about, records: all }: OwnRun) => {
    const records = all();
    const content = new Blob(writeRunFile(about, records, new Date()), { type: 'application/x-ndjson' });
    const [head] = records;
    isTooLarge.value = content.size > MAX_RUN_BYTES;
    if (!isTooLarge.value && head?.kind === 'run') saveBlob(runFileName(lab.id, head.startedAt), content);
  };
  return (
    <div class="wb-share" role="group" aria-label="Pass it on">
      {own && (
        <button
          type="button"
          class="button small"
          title="Its records and your code, for somebody else to open"
          onClick={() => {
            save(own);
          }}
        >
          Save this run
        </button>
      )}
      <label class="button small" title="A run that was saved, here or elsewhere">
        Open a run
        <input
          type="file"
          class="visually-hidden"
          accept=".ndjson,.jsonl,.json"
          data-wake="open-run"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void share.open(file);
            // The same file, mended, is to be a change again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {live && fragment !== undefined && (
        <CopyButton
          label="Copy link with these settings"
          text={() => location.origin + location.pathname + location.search + fragment}
        />
      )}
      {isTooLarge.value && (
        <p class="wb-hint">This run is too large to be opened again, so it is not saved.</p>
      )}
    </div>
  );
}
