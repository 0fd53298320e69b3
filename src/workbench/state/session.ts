/** One lab on one page: everything that the workbench's panels and the prose's regions share. */
import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Lab } from '../../../labs/kit/manifest.ts';
import type { ControlMessage } from '../../../labs/kit/messages.ts';
import type { ControlValue, RecordOf, RunRecord } from '../../../labs/kit/records.ts';
import type { Progress } from '../../course/progress.ts';
import type { EngineKind } from '../../engines/engine.ts';
import { axisLength } from '../../run/axis.ts';
import type { RunStore } from '../../run/store.ts';
import type { JudgedCheck } from '../../run/verdicts.ts';
import { createControls, firstValue } from './controls.ts';
import type { HeldControls } from './controls.ts';
import { anotherDraw, drawControl, editsName } from './draw.ts';
import { createEdits } from './edits.ts';
import type { Edits } from './edits.ts';
import { createEngineSlot } from './engine.ts';
import type { ChooseEngine, EngineSlot } from './engine.ts';
import { createHeapsLook } from './heaps.ts';
import type { HeapsLook } from './heaps.ts';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { inProgress } from './phase.ts';
import { createRequests } from './requests.ts';
import type { Requests } from './requests.ts';
import { resultOf, withResult } from './results.ts';
import { MAX_RUN_BYTES, MAX_RUN_RECORDS } from '../share/run-file.ts';
import { createRunner } from './runner.ts';
import type { Runner } from './runner.ts';
import { follow } from './follow.ts';
import { createShare } from './share.ts';
import { beat } from './slowly.ts';
import type { Share } from './share.ts';
import { createStepper } from './stepper.ts';
import type { Stepper } from './stepper.ts';

export type TabId = 'checks' | 'code' | 'output' | 'requests';

/** A place in the Code tab that was asked for. */
export interface CodePlace {
  file: string;
  line: number | undefined;
  /** Compared with the solution. */
  diff: boolean;
}

export interface Session {
  readonly lab: Lab;
  readonly lesson: string | undefined;
  /** What a run is compared with: the recorded run of the starter, if there is one, or a run that was opened from a file. */
  readonly recording: RunStore | undefined;
  readonly share: Share;
  readonly runner: Runner;
  readonly engine: EngineSlot;
  readonly controls: HeldControls;
  readonly edits: Edits;
  readonly log: Log;
  readonly requests: Requests;
  readonly tab: Signal<TabId>;
  readonly place: Signal<CodePlace>;
  /** The time in the scenario, in ms, that the crosshair stands at. */
  readonly cursor: Signal<number | undefined>;
  readonly progress: Signal<Progress | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Ms that the time axis of the charts covers. */
  readonly axis: ReadonlySignal<number>;
  /** The lab's checks as they stand; all waiting before the first run. */
  readonly verdicts: ReadonlySignal<readonly JudgedCheck[]>;
  /** Where a loop's picture stands, by the panel's id. */
  stepper: (panel: string) => Stepper;
  /** How a comparison of heaps is looked at, by the panel's id. */
  heaps: (panel: string) => HeapsLook;
  /** What a control stands at now; undefined while the code's own value counts. */
  controlValue: (name: string) => ControlValue | undefined;
  /** Goes to a draw of the lab's files, or to any other; not while a run goes on. */
  redraw: (to?: number) => void;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Gives the controls back to the scenario; without a run on its way, also clears the last one. */
  reset: () => void;
  changeEngine: (preference: EngineKind | undefined) => Promise<void>;
  /** The solution's text of a file; undefined where it leaves the file alone. */
  solution: (file: string) => Promise<string | undefined>;
  open: (tab: TabId, place?: Partial<CodePlace>) => void;
}

export interface SessionOptions {
  lab: Lab;
  lesson: string | undefined;
  recording: RunStore | undefined;
  /** What the lab's files were drawn by; left out where they are not drawn. */
  drawn?: number | undefined;
  /** Goes to another draw of the lab. */
  redraw?: (control: string, value: number) => void;
  /** The lab's files, by name. */
  originals: ReadonlyMap<string, string>;
  solution: (file: string) => Promise<string | undefined>;
  choose: ChooseEngine;
  /** Whether this site and this browser could run a lab in the page. Never rejects. */
  mayRunInPage?: () => Promise<boolean>;
  progress: {
    read: () => Progress;
    update: (change: (progress: Progress) => Progress) => void;
    listen: (listener: (progress: Progress) => void) => void;
  };
  nextFrame: (callback: (time: number) => void) => void;
  later: (task: () => void, ms: number) => () => void;
}

/** Ms from a moved control to the message that says so, and from the last keystroke to the store. */
const SEND_AFTER = 80;
const SAVE_AFTER = 400;
/** Every third drawing: often enough to see a check turn, seldom enough to cost nothing. */
const JUDGE_EVERY = 3;

export function createSession(options: SessionOptions): Session {
  const { lab, lesson, recording, progress: store } = options;
  const saved = store.read();
  const progress = signal<Progress | undefined>(saved);

  const log = createLog();
  const send = (message: ControlMessage) => {
    runner.send(message);
  };
  const requests = createRequests(send);
  const onRecord = (record: RunRecord) => {
    if (record.kind === 'text') log.add(record);
    if (record.kind === 'response') requests.add(record);
  };
  const runner: Runner = createRunner({
    lab,
    keep: { records: MAX_RUN_RECORDS, text: MAX_RUN_BYTES },
    onRecord,
    nextFrame: options.nextFrame,
    later: options.later,
  });
  const drawing = drawControl(lab);
  const { drawn } = options;
  const drawnBy = drawing && drawn !== undefined ? { name: drawing.name, value: drawn } : undefined;
  const controls = createControls(
    lab,
    send,
    (task) => options.later(task, SEND_AFTER),
    drawnBy && new Map([[drawnBy.name, drawnBy.value]]),
  );
  const share = createShare(lab, controls, drawnBy);
  const editsKey = editsName(lab, drawn);
  const engine = createEngineSlot(lab, options.choose, saved.settings.engine, options.mayRunInPage);
  const editable = lab.files.filter((file) => file.editable).map(({ path }) => path);
  const edits = createEdits({
    originals: options.originals,
    editable: new Set(editable),
    saved: saved.edits[editsKey] ?? {},
    later: (task) => options.later(task, SAVE_AFTER),
    save: (touched) => {
      store.update((before) => {
        const kept = new Map(Object.entries(before.edits[editsKey] ?? {}));
        for (const [file, text] of touched) {
          if (text === undefined) kept.delete(file);
          else kept.set(file, text);
        }
        return { ...before, edits: { ...before.edits, [editsKey]: Object.fromEntries(kept) } };
      });
    },
  });
  store.listen((next) => {
    progress.value = next;
    edits.adopt(next.edits[editsKey] ?? {});
  });
  const tab = signal<TabId>('checks');
  const place = signal<CodePlace>({
    file: editable[0] ?? lab.files[0]?.path ?? '',
    line: undefined,
    diff: false,
  });
  const busy = computed(() => inProgress(runner.phase.value));
  const axis = computed(() => {
    follow(runner.tick);
    return axisLength(lab, [runner.store.value, share.opened.value?.store ?? recording]);
  });
  const judging = beat(runner.tick, busy, JUDGE_EVERY);
  const verdicts = computed(() => {
    follow(judging);
    return (
      runner.store.value?.verdicts() ??
      lab.checks.map((check) => ({ check, verdict: { state: 'waiting' as const, figure: '' } }))
    );
  });
  const steppers = new Map<string, Stepper>();
  const looks = new Map<string, HeapsLook>();
  let starting = new AbortController();

  /** The engine, booted; undefined where it could not be, with the reason in `engine.failure`. */
  async function bootedEngine() {
    const lost = runner.phase.value.name === 'ended' && runner.phase.value.reason === 'lost';
    runner.phase.value = { name: 'booting', steps: engine.steps.value };
    const follow = engine.steps.subscribe((steps) => {
      if (runner.phase.value.name === 'booting') runner.phase.value = { name: 'booting', steps };
    });
    try {
      const found = await engine.find();
      if ((lost || engine.failure.value) && !(await engine.reboot())) return undefined;
      return engine.chosen.value ?? found;
    } finally {
      follow();
    }
  }

  return {
    lab,
    lesson,
    get recording() {
      return share.opened.value?.store ?? recording;
    },
    share,
    runner,
    engine,
    controls,
    edits,
    log,
    requests,
    tab,
    place,
    progress,
    busy,
    axis,
    verdicts,
    solution: options.solution,
    cursor: signal<number | undefined>(undefined),
    stepper(panel) {
      const known = steppers.get(panel) ?? createStepper();
      steppers.set(panel, known);
      return known;
    },
    heaps(panel) {
      const known = looks.get(panel) ?? createHeapsLook();
      looks.set(panel, known);
      return known;
    },
    controlValue(name) {
      const control = lab.controls.find((candidate) => candidate.name === name);
      if (!control) return undefined;
      const held = controls.held.value.get(name);
      if (held !== undefined || control.overrules) return held;
      follow(runner.tick);
      const running = runner.store.value;
      return busy.value && running?.began !== undefined
        ? running.view.control(name)
        : firstValue(lab, control);
    },
    redraw(to) {
      if (!drawing || busy.value) return;
      const now = drawn ?? drawing.value;
      options.redraw?.(drawing.name, to ?? anotherDraw(drawing, now, Math.random()));
    },
    async start() {
      if (busy.value) return;
      edits.flush();
      log.clear();
      requests.clear();
      runner.store.value = undefined;
      share.own.value = undefined;
      starting = new AbortController();
      const { signal: calledOff } = starting;
      const chosen = await bootedEngine();
      if (!chosen) {
        runner.phase.value = { name: 'ended', reason: 'failed' };
        return;
      }
      if (calledOff.aborted) {
        runner.phase.value = { name: 'idle' };
        return;
      }
      const edited = Object.fromEntries(edits.changed.value);
      const ended = await runner.play(chosen.engine, {
        lab: lab.id,
        edits: edited,
        controls: Object.fromEntries(controls.held.value),
      });
      // A replay measured nothing of the learner's.
      if (chosen.engine.kind === 'recorded') return;
      const records = runner.records();
      if (ended.began !== undefined && records.whole)
        share.own.value = {
          about: { lab: lab.id, lesson, edits: edited, drawn: drawnBy },
          records: records.all,
        };
      const result = resultOf(ended, chosen.engine.kind);
      // Outside of its lesson a run is a look at it, and no beginning.
      if (result && lesson !== undefined) store.update((before) => withResult(before, lab, lesson, result));
    },
    async stop() {
      starting.abort();
      await runner.stop();
    },
    reset() {
      controls.releaseAll();
      share.arrived.value = undefined;
      if (busy.value) return;
      share.own.value = undefined;
      log.clear();
      requests.clear();
      engine.failure.value = undefined;
      runner.clear();
    },
    async changeEngine(preference) {
      if (busy.value) return;
      store.update((before) => ({ ...before, settings: { ...before.settings, engine: preference } }));
      await engine.change(preference);
    },
    open(id, wanted) {
      tab.value = id;
      if (wanted) place.value = { ...place.value, line: undefined, diff: false, ...wanted };
    },
  };
}

/** The notices of the run that goes on, or of the last one. */
export function noticesOf(session: Session): readonly RecordOf<'notice'>[] {
  return session.runner.store.value?.notices ?? [];
}
