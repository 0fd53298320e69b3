import { useSignal } from '@preact/signals';
import type { Session } from '../state/session.ts';
import { follow } from '../state/follow.ts';

/** A line to type into a program that reads its input. */
export function InputLine({ session }: { session: Session }) {
  const { lab, runner } = session;
  follow(runner.tick);
  const process = useSignal(lab.programs[0]?.name ?? '');
  const text = useSignal('');
  const ready = runner.store.value?.processes.some(
    ({ name, state }) => name === process.value && state === 'ready',
  );
  const running = runner.phase.value.name === 'running' && ready === true;
  return (
    <form
      class="wb-input-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (!running) return;
        runner.send({ type: 'input', process: process.value, text: text.value });
        text.value = '';
      }}
    >
      <select
        aria-label="Program that reads the line"
        value={process.value}
        onChange={(event) => (process.value = event.currentTarget.value)}
      >
        {lab.programs.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <input
        aria-label="Line to send"
        placeholder={running ? 'A line for its standard input' : 'Can be sent while the program runs'}
        value={text.value}
        maxLength={10_000}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <button type="submit" class="button small" disabled={!running}>
        Send
      </button>
    </form>
  );
}
