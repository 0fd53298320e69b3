import { useSignal } from '@preact/signals';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import type { LoopPanel, LoopScene } from '../../../labs/kit/panels.ts';
import type { LoopStep } from '../../../labs/kit/loop.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { exactMs, placeOf, shownFor, speeds, stepSentence } from '../../run/loop.ts';
import type { Session } from '../state/session.ts';
import { useSlowly } from '../state/slowly.ts';
import type { Stepper } from '../state/stepper.ts';
import { Live } from '../view/slots.ts';
import { LoopLane } from './LoopLane.tsx';
import { LoopRing } from './LoopRing.tsx';

interface LoopProps {
  panel: LoopPanel;
  session: Session;
  view: RunView;
  /** Of the recording: shown as long as the learner's own run has not come so far. */
  recorded: RunView | undefined;
}

/** What ran on a loop, step by step. Nothing moves before the learner moves it. */
export function Loop({ panel, session, view, recorded }: LoopProps) {
  useSlowly(session);
  const stepper = session.stepper(panel.id);
  const own = useMemo(() => panel.read(view), [panel, view, view.now]);
  const before = useMemo(() => (recorded ? panel.read(recorded) : []), [panel, recorded]);
  const known = (id: string) =>
    own.find((scene) => scene.id === id) ?? before.find((scene) => scene.id === id);
  const chosen = stepper.scene.value ?? panel.scenes[0]?.id ?? '';
  const scene = known(chosen);
  return (
    <>
      <fieldset class="wb-scenes">
        <legend class="visually-hidden">Part of the run</legend>
        <div class="wb-choice">
          {panel.scenes.map(({ id, label }) => (
            <label key={id}>
              <input
                type="radio"
                name={`${session.lab.id}-${panel.id}`}
                value={id}
                checked={chosen === id}
                disabled={known(id) === undefined}
                data-wake={`scene ${panel.id}`}
                onChange={() => {
                  stepper.choose(id);
                }}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {scene?.steps[0] ? (
        <Scene
          panel={panel}
          scene={scene}
          stepper={stepper}
          isRecorded={!own.includes(scene) && recorded !== undefined}
        />
      ) : (
        <p class="wb-hint">This part was not measured yet.</p>
      )}
    </>
  );
}

interface SceneProps {
  panel: LoopPanel;
  scene: LoopScene;
  stepper: Stepper;
  isRecorded: boolean;
}

function Scene({ panel, scene, stepper, isRecorded }: SceneProps) {
  const { steps, about } = scene;
  const last = steps.length - 1;
  const at = Math.min(stepper.step.value, last);
  const step = steps[at];
  const origin = steps[0]?.t ?? 0;
  const speed = useSignal<number>(speeds[panel.lane][1].value);
  const playing = stepper.playing.value;
  useEffect(() => {
    if (!playing) return undefined;
    if (at >= last) {
      stepper.playing.value = false;
      return undefined;
    }
    const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setTimeout(
      () => {
        stepper.go(at + 1);
      },
      shownFor(steps, at, { lane: panel.lane, speed: speed.value, reduced }),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [playing, at, last, steps, speed.value, stepper, panel.lane]);

  if (!step) return null;
  const go = (to: number) => {
    stepper.playing.value = false;
    stepper.go(Math.min(last, Math.max(0, to)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div class="wb-loop" onKeyDown={onKeyDown}>
      <LoopLane panel={panel} steps={steps} at={at} go={go} />
      <div class="wb-steps" role="group" aria-label="Steps">
        <button
          type="button"
          class="button small"
          aria-label="Previous step"
          aria-disabled={at === 0}
          data-wake={`step ${panel.id} previous`}
          onClick={() => {
            go(at - 1);
          }}
        >
          ‹
        </button>
        <button
          type="button"
          class="button small"
          aria-label="Next step"
          aria-disabled={at === last}
          data-wake={`step ${panel.id} next`}
          onClick={() => {
            go(at + 1);
          }}
        >
          ›
        </button>
        <input
          type="range"
          aria-label="Step"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-valuetext={`Step ${String(at + 1)} of ${String(steps.length)}, ${stepSentence(step, origin)}`}
          style={{ '--share': `${String(last === 0 ? 100 : (at / last) * 100)}%` }}
          data-wake={`step ${panel.id}`}
          onInput={(event) => {
            go(Number(event.currentTarget.value));
          }}
        />
        <button
          type="button"
          class="button small wb-play"
          data-wake={`play ${panel.id}`}
          onClick={() => {
            if (!playing && at === last) stepper.go(0);
            stepper.playing.value = !playing;
          }}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        <select
          aria-label="Speed"
          value={speed.value}
          onChange={(event) => (speed.value = Number(event.currentTarget.value))}
        >
          {speeds[panel.lane].map(({ value, label }) => (
            <option key={value} value={value} selected={value === speed.value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <p class="wb-step" aria-live={playing ? 'off' : 'polite'}>
        <span class="wb-step-count">
          Step {at + 1} of {steps.length}
        </span>{' '}
        <b>{step.name}</b>{' '}
        <span>
          at {exactMs(step.t - origin)}, {placeOf(step)}
        </span>{' '}
        <span>
          {step.queue !== 'main' && `waited ${exactMs(step.waited)}, `}ran {exactMs(step.duration)}
        </span>
      </p>
      <div class="wb-stage">
        <LoopRing step={step} />
        <Stack step={step} />
        <Waiting step={step} />
      </div>
      <StepList scene={scene} at={at} origin={origin} about={isRecorded ? `Recorded. ${about}` : about} />
    </div>
  );
}

function Stack({ step }: { step: LoopStep }) {
  return (
    <section class="wb-stack" aria-label="Call stack" tabIndex={0}>
      <h4>Call stack</h4>
      <ol class="wb-frames">
        <li class="is-own">{step.name}</li>
        {step.stack.map((frame, i) => (
          <li key={i} data-node={frame.includes('(node:')}>
            {frame}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** So many of what waits in a queue are named. */
const MOST_NAMED = 6;

function Waiting({ step }: { step: LoopStep }) {
  return (
    <section class="wb-queues" aria-label="Waiting when it ended" tabIndex={0}>
      <h4>Waiting when it ended</h4>
      <dl>
        {step.waiting.map(({ queue, entries }) => (
          <div key={queue} data-empty={entries.length === 0}>
            <dt>{queue}</dt>
            <dd>
              {entries.slice(0, MOST_NAMED).map(({ name, waited }, i) => (
                <span key={i} class="wb-entry">
                  {name} <small>{exactMs(waited)}</small>
                </span>
              ))}
              {entries.length > MOST_NAMED && <span>and {entries.length - MOST_NAMED} more</span>}
              {entries.length === 0 && '–'}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ListProps {
  scene: LoopScene;
  at: number;
  origin: number;
  about: string;
}

/** The same as text: what ran, when, where, and how long it had waited. */
function StepList({ scene, at, origin, about }: ListProps) {
  const live = useContext(Live);
  const open = useSignal(false);
  return (
    <details class="wb-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {about} <span class="visually-hidden">All steps as a list</span>
      </summary>
      {/* The static page has the list in its HTML; the live one makes it when it is looked at. */}
      {(open.value || !live) && (
        <div class="wb-data-scroll" role="region" aria-label="All steps" tabIndex={0}>
          <ol class="wb-all-steps">
            {scene.steps.map((step, i) => (
              <li key={i} aria-current={i === at ? 'step' : undefined}>
                {stepSentence(step, origin)}
              </li>
            ))}
          </ol>
        </div>
      )}
    </details>
  );
}
