import type { ChoiceControl, Control, NumberControl, SwitchControl } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';

/** What the learner can turn; one that is held is no longer moved by the scenario. */
export function Controls({ session }: { session: Session }) {
  const { lab, controls } = session;
  if (lab.controls.length === 0) return null;
  return (
    <div class="wb-controls" role="group" aria-label="Controls">
      {lab.controls.map((control) => (
        <div
          class="wb-control"
          key={control.name}
          data-held={controls.held.value.has(control.name)}
          title={control.about}
        >
          <Field control={control} session={session} />
        </div>
      ))}
    </div>
  );
}

function Field({ control, session }: { control: Control; session: Session }) {
  switch (control.kind) {
    case 'number':
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
  const value = Number(session.controlValue(name));
  const set = (event: Event) => {
    const { value: typed } = event.currentTarget as HTMLInputElement;
    if (typed !== '') session.controls.set(name, Number(typed));
  };
  const share = `${String(((value - min) / (max - min)) * 100)}%`;
  return (
    <>
      <label for={id}>{label}</label>
      <span class="wb-value">
        <input
          type="number"
          aria-label={`${label}, typed`}
          {...{ min, max, step, value }}
          style={{ '--digits': String(max).length }}
          data-wake={`control ${name}`}
          onChange={set}
        />
        <span class="wb-unit">{unit}</span>
      </span>
      <input
        id={id}
        type="range"
        {...{ min, max, step, value }}
        style={{ '--share': share }}
        aria-valuetext={`${String(value)} ${unit}`}
        data-wake={`control ${name}`}
        onInput={set}
      />
    </>
  );
}

function ChoiceField({ control, session }: { control: ChoiceControl; session: Session }) {
  const { name, label, options } = control;
  const value = session.controlValue(name);
  return (
    <fieldset>
      <legend>{label}</legend>
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
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={session.controlValue(name) === true}
        data-wake={`control ${name}`}
        onChange={(event) => {
          session.controls.set(name, event.currentTarget.checked);
        }}
      />
    </label>
  );
}
