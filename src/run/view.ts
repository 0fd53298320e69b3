import type { Lab } from '../../labs/kit/manifest.ts';
import type { RunView } from '../../labs/kit/run-view.ts';
import type { ControlValue, DoneReason, RecordOf } from '../../labs/kit/records.ts';
import { firstAfter, firstFrom } from './series.ts';
import type { GrowingSeries } from './series.ts';

/** A part of the scenario that began, in ms since the run began. */
export interface PlayedPart {
  id: string;
  label: string;
  from: number;
}

/** What the store holds and the view reads. */
export interface RunState {
  now: number;
  ended: DoneReason | undefined;
  parts: PlayedPart[];
  controls: RecordOf<'control'>[];
  touched: Set<string>;
  seriesOf: (process: string, metric: string) => GrowingSeries | undefined;
  eventsOf: (process: string, name: string) => readonly RecordOf<'event'>[];
  spansOf: (process: string) => readonly RecordOf<'span'>[];
  artifactsOf: (process: string) => readonly RecordOf<'artifact'>[];
}

/** The questions that a check or a figure may ask of a run. */
export function createView(lab: Lab, state: RunState): RunView {
  const defaults = new Map<string, ControlValue>(lab.controls.map(({ name, value }) => [name, value]));

  return {
    get now() {
      return state.now;
    },
    get ended() {
      return state.ended;
    },
    get touched() {
      return state.touched;
    },
    part(id) {
      const index = state.parts.findIndex((part) => part.id === id);
      const part = state.parts[index];
      if (!part) return undefined;
      const next = state.parts[index + 1];
      // A part that was cut short by a stop or a limit is not over: it was never played to its end.
      const over = next !== undefined || state.ended === 'scenario-ended';
      return { from: part.from, to: next?.from ?? state.now, over };
    },
    samples: (process, metric, from, to) => state.seriesOf(process, metric)?.points(from, to) ?? [],
    events(process, name, from = -Infinity, to = Infinity) {
      const events = state.eventsOf(process, name);
      const timeAt = (index: number) => events[index]?.t ?? 0;
      return events.slice(firstFrom(events.length, timeAt, from), firstAfter(events.length, timeAt, to));
    },
    spans: state.spansOf,
    artifacts: state.artifactsOf,
    control(name, at = state.now) {
      let value = defaults.get(name);
      for (const change of state.controls) {
        if (change.t > at) break;
        if (change.name === name) value = change.value;
      }
      return value;
    },
  };
}
