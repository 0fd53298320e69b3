import { formatSeconds, shortNodeVersion, withUnit } from '../../run/format.ts';
import type { OpenedRun } from '../share/run-file.ts';
import type { Session } from '../state/session.ts';
import { Coded } from './Coded.tsx';
import { Visible } from './Visible.tsx';

/** A run from a file, in the place of the recording: whose it is, and what else is in the file. */
export function Opened({ session }: { session: Session }) {
  const { opened, opening } = session.share;
  if (opening.value) return <p class="wb-opened">Reading the file…</p>;
  return opened.value ? <OpenedRunSection run={opened.value} session={session} /> : null;
}

/** Settings that came with the link. Nothing is applied without a word. */
export function Arrived({ session: { share } }: { session: Session }) {
  const arrived = share.arrived.value;
  if (!arrived) return null;
  const { applied, refused } = arrived;
  return (
    <div class="wb-problem" data-level={refused.length > 0 ? 'warning' : 'info'}>
      <p>
        {applied.length > 0 ? (
          <>
            <b>Settings that came with the link:</b> {applied.join(', ')}. Reset gives them back to the
            scenario.
          </>
        ) : (
          <b>Nothing of the link’s settings was applied.</b>
        )}
        {refused.map((sentence) => (
          <>
            {' '}
            <Visible text={sentence} />
          </>
        ))}
      </p>
    </div>
  );
}

/** Why a file was not opened, and where it belongs. */
export function Fault({ session: { share } }: { session: Session }) {
  const fault = share.fault.value;
  if (!fault) return null;
  const link = fault.code === 'other-lab' ? lessonLink(fault.lab, fault.lesson) : undefined;
  return (
    <div class="wb-problem" data-level="error">
      <p>
        <b>Not opened.</b> <Visible text={`“${fault.name.slice(0, 100)}”: `} />
        <Coded text={fault.message} />
      </p>
      {link && (
        <a class="button small" href={link.href}>
          Go to {link.title}
        </a>
      )}
      <button type="button" class="button small" onClick={() => (share.fault.value = undefined)}>
        Close
      </button>
    </div>
  );
}

/** The lesson of a lab, as the page's own contents have it: nothing of the address is the file's. */
function lessonLink(
  lab: string | undefined,
  lesson: string | undefined,
): { href: string; title: string } | undefined {
  const items = [...document.querySelectorAll<HTMLElement>('#contents [data-lesson]')];
  const item =
    items.find((one) => one.dataset['lesson'] === lesson) ??
    items.find((one) => one.dataset['lesson']?.endsWith(`/${lab ?? ''}`));
  const link = item?.querySelector('a');
  return link ? { href: link.href, title: link.textContent.trim() } : undefined;
}

/** Lines of output that are shown. */
const MOST_LINES = 1000;

function OpenedRunSection({ run, session }: { run: OpenedRun; session: Session }) {
  const { head, done } = run.store;
  const verdicts = run.store.verdicts();
  const passed = verdicts.filter(({ verdict }) => verdict.state === 'passed').length;
  const lines = run.records.flatMap((record) => (record.kind === 'text' ? [record] : []));
  if (!head) return null;
  const { node, platform, cores, startedAt, variant } = head;
  const edited = Object.entries(run.edits ?? {});
  const when = new Date(startedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section class="wb-opened" aria-label="Opened run">
      <div class="wb-opened-head">
        <p>
          <b>A run from a file</b>, not of this machine: {when}, Node {shortNodeVersion(node)} on {platform}{' '}
          with {cores} {cores === 1 ? 'core' : 'cores'}, {codeInWords(variant, head.edited)}
          {done?.reason !== 'scenario-ended' && ', ended before the scenario did'}. It stands in the place of
          the recording.
        </p>
        <button
          type="button"
          class="button small"
          onClick={() => {
            session.share.close();
          }}
        >
          Back to the recording
        </button>
      </div>
      <details>
        <summary>
          Its checks: {passed} of {verdicts.length} passed
        </summary>
        <ul>
          {run.store.figures().map(({ figure, value }) => (
            <li key={figure.id}>
              {figure.label}: <Visible text={value === undefined ? '–' : withUnit(value, figure.unit)} />
            </li>
          ))}
          {verdicts.map(({ check, verdict }) => (
            <li key={check.id}>
              {check.title}: {verdict.state}
              {verdict.figure && (
                <>
                  , <Visible text={verdict.figure} />
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
      {edited.map(([file, text]) => (
        <details key={file}>
          <summary>
            Its code: <Visible text={file} />
          </summary>
          <pre tabIndex={0} aria-label={`${file} of the opened run`}>
            <Visible text={text} />
          </pre>
        </details>
      ))}
      {lines.length > 0 && (
        <details>
          <summary>What it printed: {lines.length} lines</summary>
          <pre tabIndex={0} aria-label="Output of the opened run">
            {lines.slice(0, MOST_LINES).map(({ t, process, text }, i) => (
              <div key={i}>
                {formatSeconds(t)} <Visible text={`${process}: ${text}`} />
              </div>
            ))}
            {lines.length > MOST_LINES && `… and ${String(lines.length - MOST_LINES)} more lines`}
          </pre>
        </details>
      )}
    </section>
  );
}

function codeInWords(variant: 'starter' | 'solution', edited: readonly string[]): string {
  if (variant === 'solution') return 'the lesson’s solution';
  if (edited.length === 0) return 'the code as the lesson ships it';
  return edited.length === 1 ? 'with one file edited' : `with ${String(edited.length)} files edited`;
}
