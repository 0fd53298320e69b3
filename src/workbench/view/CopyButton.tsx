import { useSignal } from '@preact/signals';

/** Copies a text and says whether that worked. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const said = useSignal('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.value = 'Copied';
    } catch {
      // Refused by the browser: the learner can still select the text.
      said.value = 'Not allowed here';
    }
  };
  return (
    <button type="button" class="button small" onClick={() => void copy()} onBlur={() => (said.value = '')}>
      <span aria-live="polite">{said.value || label}</span>
    </button>
  );
}
