/** What of a run is worth a line of its own, in a log that is read afterwards. */
import type { BandChart, Lab } from '../../labs/kit/manifest.ts';
import type { RecordOf, RunRecord } from '../../labs/kit/records.ts';
import { harmless } from './style.ts';
import type { Paint } from './style.ts';

/**
 * One line for a record, several for a notice; undefined for what the figures show better.
 *
 * @param began when the scenario began, in ms of the run: times are counted from there, as in the charts
 */
export function lineOf(record: RunRecord, lab: Lab, paint: Paint, began = 0): string | undefined {
  const at = (text: string) => `${paint('dim', seconds(Math.max(0, record.t - began)))}  ${text}`;
  switch (record.kind) {
    case 'run':
      return headLine(record, lab, paint);
    case 'text':
      return at(`${paint('dim', `${record.process} |`)} ${harmless(record.text)}`);
    case 'notice':
      return at(noticeText(record, paint));
    case 'event': {
      if (record.process === 'scenario' && record.name === 'part.start') {
        return at(paint('bold', harmless(String(record.detail?.['label'] ?? record.detail?.['id']))));
      }
      const moved = bandMove(record, lab);
      return moved && at(`${moved.title}: ${moved.state}`);
    }
    case 'process':
      // From outside, `curl` or `ab` reach it here as long as the run goes on.
      return record.state === 'ready' && record.port !== undefined
        ? at(`${record.process} listens on http://127.0.0.1:${String(record.port)}`)
        : undefined;
    default:
      return undefined;
  }
}

function headLine(run: RecordOf<'run'>, lab: Lab, paint: Paint): string {
  const edited = run.edited.length > 0 ? `, with your ${run.edited.join(', ')}` : '';
  const cores = `${String(run.cores)} ${run.cores === 1 ? 'core' : 'cores'}`;
  return `${paint('bold', lab.title)} (${run.variant}${edited}) on Node ${run.node}, ${run.platform}, ${cores}`;
}

function noticeText(notice: RecordOf<'notice'>, paint: Paint): string {
  const as = notice.level === 'error' ? 'bad' : notice.level === 'warning' ? 'warning' : 'dim';
  const place =
    notice.file === undefined
      ? ''
      : ` (${notice.file}${notice.line === undefined ? '' : `:${String(notice.line)}`})`;
  return `${paint(as, notice.level)} ${harmless(notice.message)}${place}${notice.next ? ` ${harmless(notice.next)}` : ''}`;
}

function bandMove(event: RecordOf<'event'>, lab: Lab): { title: string; state: string } | undefined {
  for (const chart of lab.charts.filter((one): one is BandChart => one.kind === 'band')) {
    const state = chart.process === event.process && chart.states.find((one) => one.event === event.name);
    if (state) return { title: chart.title, state: state.state };
  }
  return undefined;
}

/** `  12.3 s` */
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}
