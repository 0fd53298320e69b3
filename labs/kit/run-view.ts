/** What checks, figures and panels may ask of a run. */
import type { ControlValue, DoneReason, RecordOf } from './records.ts';

/** Times are in ms since the run began. */
export interface RunView {
  /** Time of the newest record. */
  readonly now: number;
  /** Why the run ended, or undefined while it goes on. */
  readonly ended: DoneReason | undefined;
  /** From when to when a part of the scenario was played; undefined before it began. `to` is `now` while it goes on. */
  part: (id: string) => { from: number; to: number; over: boolean } | undefined;
  samples: (
    process: string,
    metric: string,
    from?: number,
    to?: number,
  ) => readonly { t: number; value: number }[];
  events: (process: string, name: string, from?: number, to?: number) => readonly RecordOf<'event'>[];
  /** What the breakdown tracer reported, in order. */
  spans: (process: string) => readonly RecordOf<'span'>[];
  /** Profiles, reports and comparisons, in order. */
  artifacts: (process: string) => readonly RecordOf<'artifact'>[];
  /** A control's value at a time (now, if none is given). */
  control: (name: string, at?: number) => ControlValue | undefined;
  /** Names of the controls that the learner holds or moved. */
  readonly touched: ReadonlySet<string>;
}
