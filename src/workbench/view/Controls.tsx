import { useSignal } from '@preact/signals';
import type { ChoiceControl, Control, NumberControl, SwitchControl } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';

/** What the learner can turn; one that is held is no longer moved by the scenario. */
export function Controls({ session }: { session: Session }) {
  const { lab } = session;
  if (lab.controls.length === 0) return null;
  const inGroup = (group: string | undefined) => lab.controls.filter((control) => control.group === group);
  const groups = new Set(lab.controls.flatMap(({ group }) => group ?? []));
  return (
    <div class="wb-controls" role="group" aria-label="Controls">
      <Row controls={inGroup(undefined)} session={session} />
      {groups.size > 0 && (
        <div class="wb-control-groups">
          {[...groups].map((group) => (
            <Group key={group} name={group} controls={inGroup(group)} session={session} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Controls that are wanted rarely: folded away, with how many of them are held. */
function Group({ name, controls, session }: { name: string; controls: Control[]; session: Session }) {
  const held = controls.filter((control) => session.controls.held.value.has(control.name)).length;
  // The first control that is moved brings the workbench to life: its group stays open then.
  const open = useSignal(held > 0);
  return (
    <details
      class="wb-control-group"
      open={open.value}
      onToggle={(event) => (open.value = event.currentTarget.open)}
    >
      <summary>
        {name} {held > 0 && <small>{held} held</small>}
      </summary>
      <div class="wb-controls-folded">
        <Row controls={controls} session={session} />
      </div>
    </details>
  );
}

function Row({ controls, session }: { controls: Control[]; session: Session }) {
  return controls.map((control) => (
    <div
      class="wb-control"
      key={control.name}
      data-held={!control.draws && session.controls.held.value.has(control.name)}
      data-code={session.controlValue(control.name) === undefined}
      title={control.about}
    >
      <Field control={control} session={session} />
    </div>
  ));
}

/** A name of an option may break before a capital. */
function Label({ text }: { text: string }) {
  return text.split(/(?<=[a-z])(?=[A-Z])/).map((part, i) => (
    <>
      {i > 0 && <wbr />}
      {part}
    </>
  ));
}

function Field({ control, session }: { control: Control; session: Session }) {
  switch (control.kind) {
    case 'number':
      if (control.draws) return <DrawField control={control} session={session} />;
      return <NumberField control={control} session={session} />;
    case 'choice':
      return <ChoiceField control={control} session={session} />;
    case 'switch':
      return <SwitchField control={control} session={session} />;
  }
}

const idOf = (session: Session, control: Control) => `${session.lab.id}-${control.name}`;

function NumberField({ control, session }: { control: NumberControl; session: Session }) {
  const { name, label, min, max, step, unit } = control;
  const id = idOf(session, control);
  const current = session.controlValue(name);
  const value = Number(current ?? control.value);
  const set = (event: Event) => {
    const { value: typed } = event.currentTarget as HTMLInputElement;
    if (typed !== '') session.controls.set(name, Number(typed));
  };
  const share = `${String(((value - min) / (max - min)) * 100)}%`;
  return (
    <>
      <label for={id}>
        <Label text={label} />
      </label>
      <span class="wb-value">
        <input
          type="number"
          aria-label={`${label}, typed`}
          {...{ min, max, step }}
          value={current === undefined ? '' : value}
          placeholder={current === undefined ? 'code' : ''}
          style={{ '--digits': Math.max(String(max).length, current === undefined ? 4 : 0) }}
          data-wake={`control ${name}`}
          onChange={set}
        />
        {unit && <span class="wb-unit">{unit}</span>}
      </span>
      <input
        id={id}
        type="range"
        {...{ min, max, step, value }}
        style={{ '--share': share }}
        aria-valuetext={current === undefined ? 'as in the code' : `${String(value)} ${unit}`}
        data-wake={`control ${name}`}
        onInput={set}
      />
    </>
  );
}

/** Which of the lab's draws this is. Another one is another page: its files are other files. */
function DrawField({ control, session }: { control: NumberControl; session: Session }) {
  const { name, label, min, max, step } = control;
  const id = idOf(session, control);
  const busy = session.busy.value;
  return (
    <>
      <label for={id}>{label}</label>
      <span class="wb-value">
        <input
          id={id}
          type="number"
          {...{ min, max, step }}
          value={Number(session.controlValue(name) ?? control.value)}
          style={{ '--digits': String(max).length }}
          disabled={busy}
          data-wake={`control ${name}`}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value !== '') session.redraw(Number(value));
          }}
        />
        <span class="wb-unit">of {max}</span>
      </span>
      <button
        type="button"
        class="button small wb-draw"
        disabled={busy}
        data-wake="draw"
        onClick={() => {
          session.redraw();
        }}
      >
        Another {label.toLowerCase()}
      </button>
    </>
  );
}

function ChoiceField({ control, session }: { control: ChoiceControl; session: Session }) {
  const { name, label, options } = control;
  const value = session.controlValue(name) ?? control.value;
  return (
    <fieldset>
      <legend>
        <Label text={label} />
      </legend>
      <div class="wb-choice">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={idOf(session, control)}
              value={option.value}
              checked={value === option.value}
              data-wake={`control ${name}`}
              onChange={() => {
                session.controls.set(name, option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function SwitchField({ control, session }: { control: SwitchControl; session: Session }) {
  const { name, label } = control;
  return (
    <label class="wb-switch">
      <span>
        <Label text={label} />
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={(session.controlValue(name) ?? control.value) === true}
        data-wake={`control ${name}`}
        onChange={(event) => {
          session.controls.set(name, event.currentTarget.checked);
        }}
      />
    </label>
  );
}
