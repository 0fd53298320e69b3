interface HeapProgressProps {
  /** What is being done. */
  step: string;
  /** Of the whole, from 0 to 1. */
  share: number;
}

export function HeapProgress({ step, share }: HeapProgressProps) {
  const percent = Math.round(share * 100);
  return (
    <p class="wb-heap-progress">
      <progress max={100} value={percent} aria-label="Comparison" />
      <span>
        {percent}%, {step}
      </span>
    </p>
  );
}
